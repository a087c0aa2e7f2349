import CustomerAPI
import JSONRPC
import JSONRPCTransport
import SwiftProtobuf

/// The daemon as a command sees it: a method and params in, a result out, errors as `ControlError`.
struct Daemon: Sendable {
  private let client: SocketClient
  private let timeout: Duration

  /// Opens nothing yet: the first call does.
  static func connected<Value: Sendable>(
    _ options: ConnectionOptions, _ body: (Daemon) async throws -> Value
  ) async throws -> Value {
    let client = SocketClient(
      path: try socketPath(options.socket), random: { Double.random(in: 0...1) })
    defer { client.shutdown() }
    return try await body(Daemon(client: client, timeout: options.deadline))
  }

  /// One call on a connection of its own.
  static func ask<Asked: MessageMethod>(
    _ method: Asked.Type, _ params: Asked.Params, _ options: ConnectionOptions
  ) async throws -> Asked.Result {
    try await connected(options) { try await $0.ask(method, params) }
  }

  /// One call of a method that is known.
  func ask<Asked: MessageMethod>(
    _ method: Asked.Type, _ params: Asked.Params
  ) async throws(ControlError) -> Asked.Result {
    do {
      let result = try await client.call(
        method: Asked.name, params: JSONText(trusted: try params.jsonUTF8Bytes()),
        timeout: timeout, isRepeatable: Asked.idempotency != .nonIdempotent)
      // A newer daemon may say more than this command knows.
      var decoding = JSONDecodingOptions()
      decoding.ignoreUnknownFields = true
      return try Asked.Result(jsonUTF8Bytes: result.bytes, options: decoding)
    } catch let error as RPCError {
      throw ControlError(error)
    } catch {
      throw ControlError(.failed, "cannot understand the daemon's answer to \(Asked.name.bare)")
    }
  }

  /// One call of any method, JSON in and JSON out. It is not repeated when the connection is lost.
  func call(_ name: String, params: [UInt8]) async throws(ControlError) -> [UInt8] {
    guard let method = MethodName(name) else {
      throw ControlError(.usage, "'\(name)' is no name of a method")
    }
    guard let text = try? JSONText(validating: params) else {
      // Where the fault is would repeat the input.
      throw ControlError(.badInput, "the params are not JSON")
    }
    do {
      return try await client.call(method: method, params: text, timeout: timeout).bytes
    } catch {
      throw ControlError(error)
    }
  }

  private static func socketPath(_ path: String) throws(ControlError) -> SocketPath {
    do {
      return try SocketPath(path)
    } catch {
      throw ControlError(.usage, error.message)
    }
  }
}
