import ArgumentParser
import CustomerAPI

/// Shows everything that is known about one user.
struct GetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "get", abstract: "Show everything that is known about one user.")

  @Argument(help: "The platform's id of the user.")
  var user: String

  @OptionGroup var options: ConnectionOptions

  func run() async throws {
    var params = WireGetUserRequest()
    params.userID = user
    let result = try await Daemon.ask(GetUser.self, params, options)
    try Report.print(result, options, rows: rows(result))
  }

  private func rows(_ result: WireGetUserResponse) -> [Report.Row] {
    var rows = Report.rows(of: result.customer)
    if result.hasAttempt {
      rows.append(("attempt", "generation \(result.attempt.generation), \(result.attempt.state)"))
      rows.append(("idempotency key", result.attempt.idempotencyKey))
      rows.append(("tries", String(result.attempt.tries)))
      rows.append(("last error", result.attempt.lastError))
    }
    rows += result.bindings.map { ("binding", $0.customerID + ($0.hasRetiredAt ? " retired" : "")) }
    rows.append(("updates pending", String(result.updatesPending)))
    return rows
  }
}
