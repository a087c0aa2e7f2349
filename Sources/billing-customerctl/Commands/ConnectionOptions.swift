import ArgumentParser
import Foundation

/// What every command needs to reach the daemon, and how it prints the answer.
struct ConnectionOptions: ParsableArguments {
  @Option(
    help: "The daemon's socket. (default: $BILLING_CUSTOMER_SOCKET, else \(Self.usualSocket))")
  var socket: String =
    ProcessInfo.processInfo.environment["BILLING_CUSTOMER_SOCKET"]
    ?? Self.usualSocket

  @Option(help: "Seconds to wait for an answer, 0.001 to 600.")
  var timeout: Double = 30

  @Flag(help: "Print the daemon's answer as JSON.")
  var json = false

  static let usualSocket = "/run/billing-customer/ops.sock"

  var deadline: Duration { .milliseconds(Int64(timeout * 1000)) }

  func validate() throws {
    guard (0.001...600).contains(timeout) else {
      throw ValidationError("--timeout must be from 0.001 to 600 seconds")
    }
  }
}
