import ArgumentParser
import CustomerAPI

/// Shows what the daemon is, whether it is well, and how much waits.
struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Show whether the daemon is well and how much waits.")

  @OptionGroup var options: ConnectionOptions

  func run() async throws {
    let result = try await Daemon.ask(
      GetStatus.self, WireGetStatusRequest(), options)
    try Report.print(result, options, rows: rows(result))
  }

  private func rows(_ status: WireGetStatusResponse) -> [Report.Row] {
    [
      ("version", status.version),
      ("database", status.databasePath),
      ("stripe account", status.stripeAccountID),
      ("mode", "\(status.mode)" + (status.sandbox ? " (built-in sandbox)" : "")),
      ("stripe", "\(status.stripeState)"),
      ("last error", status.lastError),
      ("not trusted", status.suspicion.isEmpty ? "" : "\(status.suspicion): see README, rebuild"),
      ("users", String(status.counts.users)),
      ("ready", String(status.counts.ready)),
      ("pending", String(status.counts.pending)),
      ("updates pending", String(status.counts.updatesPending)),
      ("reviews", String(status.counts.reviews)),
      (
        "oldest pending", status.hasOldestPendingSince ? Report.time(status.oldestPendingSince) : ""
      ),
      ("up", "\(Int(status.uptimeSeconds)) s"),
      ("draining", status.draining ? "yes" : ""),
    ]
  }
}
