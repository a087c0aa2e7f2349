import ArgumentParser
import CustomerAPI

/// Feeds sign-up events of the auth service, one or a million.
struct SignupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "signup", abstract: "Feed sign-up events, as the auth service publishes them.",
    discussion: """
      Reads one JSON object a line: id, email, name, email_verified, is_anonymous; other fields are \
      ignored. Values go to the daemon as they are. Feeding an event twice is harmless.
      """)

  @Option(help: "A file with the events; - is standard input.")
  var fromFile: String = "-"

  @Option(help: "How many requests may be under way at once, 1 to 64.")
  var inFlight: Int = 32

  @Option(help: "What to wait for: stored (durable) or ready (the customer exists).")
  var wait: Wait = .stored

  @OptionGroup var options: ConnectionOptions

  enum Wait: String, ExpressibleByArgument { case stored, ready }

  func validate() throws {
    guard (1...64).contains(inFlight) else {
      throw ValidationError("--in-flight must be from 1 to 64")
    }
  }

  func run() async throws {
    var lines = LineReader(try InputFile(path: fromFile))
    let tally = try await Daemon.connected(options) { daemon in
      try await feed(&lines, to: daemon)
    }
    Report.print(tally, options)
    if let failure = tally.firstFailure { throw failure }
  }

  /// Keeps `inFlight` requests under way until the lines end.
  private func feed(_ lines: inout LineReader, to daemon: Daemon) async throws -> SignupTally {
    let wait: WireGetOrCreateCustomerRequest.Wait = self.wait == .ready ? .ready : .stored
    var tally = SignupTally()
    try await withThrowingTaskGroup(of: SignupOutcome.self) { group in
      var running = 0
      while let line = try await lines.next() {
        if running == inFlight, let outcome = try await group.next() {
          tally.count(outcome)
          running -= 1
        }
        tally.events += 1
        let number = tally.events
        group.addTask { await Self.send(line, number: number, wait: wait, to: daemon) }
        running += 1
      }
      for try await outcome in group { tally.count(outcome) }
    }
    return tally
  }

  private static func send(
    _ line: [UInt8], number: Int, wait: WireGetOrCreateCustomerRequest.Wait, to daemon: Daemon
  ) async -> SignupOutcome {
    do {
      let params = try SignupEvent(json: line).request(wait: wait)
      let result = try await daemon.ask(GetOrCreateCustomer.self, params)
      return .answered(result.outcome)
    } catch {
      return .failed(ControlError(error.status, "event \(number): \(error.message)"))
    }
  }
}
