internal import ArgumentParser
internal import AuthBilling
internal import Foundation
internal import JSONRPCTransport
internal import Logging

/// `signup-load`: sign-ups as an auth service makes them, for the measurements of `scripts/`.
@main
struct Command: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "signup-load",
    abstract: "Signs users up with the real client, and prints what came of it as JSON.",
    discussion: "Runs for --seconds, or until standard input ends.")

  @Option(help: "The daemon's socket for the role auth.")
  var socket: String

  @Option(help: "Where events wait for a daemon that is not there; nowhere when not given.")
  var spool: String?

  @Option(help: "How long one event may wait for the daemon, in milliseconds.")
  var budget = 50

  @Option(help: "How many sign-ups are under way at once.")
  var workers = 8

  @Option(help: "Sign-ups a second, all workers together; 0 for as many as they can.")
  var rate = 0.0

  @Option(help: "Users are called by this and a number.")
  var prefix = "user"

  @Option(help: "How long to run.")
  var seconds: Double?

  @Option(help: "How long the spool may take to empty afterwards, in seconds.")
  var drain = 30.0

  @Option(help: "Every so many sign-ups are told twice; 0 for none.")
  var repeatEvery = 0

  func run() async throws {
    let client = AuthBillingClient(
      socketPath: try SocketPath(socket), budget: .milliseconds(budget),
      spool: spool.map { SpoolConfiguration(path: $0) },
      logger: Logger(label: "signup-load") { _ in SwiftLogNoOpLogHandler() }
    ) { Double.random(in: 0..<1) }
    let end = RunningTime()
    end.watch(seconds: seconds)
    let load = Load(
      client: client, prefix: prefix, repeatEvery: repeatEvery,
      pause: rate > 0 ? .seconds(Double(workers) / rate) : .zero)
    var tally = await load.run(workers: workers, until: end)
    let emptied = await client.emptied(within: .seconds(drain))
    tally.close(client.counts, emptied: emptied)
    print(String(decoding: try JSONEncoder().encode(tally), as: UTF8.self))
    client.shutdown()
  }
}

extension AuthBillingClient {
  /// Whether the spool was emptied in time.
  fileprivate func emptied(within limit: Duration) async -> Bool {
    let clock = ContinuousClock()
    let end = clock.now + limit
    while await !replay() {
      if clock.now > end { return false }
      // Cancelled: the look that follows is the last one.
      try? await Task.sleep(for: .milliseconds(50))
    }
    return true
  }
}
