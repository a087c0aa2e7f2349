import CustomerAPI
import SwiftProtobuf

/// The daemon as a command sees it: a method and params in, a result out, errors as `ControlError`.
struct Daemon: Sendable {
  let timeout: Duration

  static func connected<Value: Sendable>(
    _ options: ConnectionOptions, _ body: (Daemon) async throws -> Value
  ) async throws -> Value {
    try await body(Daemon(timeout: options.deadline))
  }

  static func ask<Result: Message>(
    _ method: String, _ params: some Message, _ options: ConnectionOptions
  ) async throws -> Result {
    try await connected(options) { try await $0.ask(method, params) }
  }

  func ask<Result: Message>(_ method: String, _ params: some Message) async throws -> Result {
    let bytes: [UInt8] = try params.jsonUTF8Bytes()
    let result = try await call(method, params: bytes)
    return try Result(jsonUTF8Bytes: result)
  }

  func call(_ method: String, params: [UInt8]) async throws -> [UInt8] {
    throw ControlError(.unavailable, "cannot reach the daemon")
  }
}
