@testable import JSONRPC

/// Answers at once with its params, or with an error when they hold `fail`.
enum Echo: JSONRPC.Method, MethodHandler {
  typealias Contract = Echo

  static let name = MethodName(named: "fuzz.v1.Service/Echo")
  static let roles: Set<Role> = [.auth]
  static let defaultDeadline = Duration.seconds(2)
  static let idempotency = Idempotency.noSideEffects

  case handler

  static func decode(_ params: JSONText) throws(RPCError) -> JSONText { params }
  static func encode(_ result: JSONText) throws(RPCError) -> JSONText { result }

  func answer(_ params: JSONText, _ call: Call) throws(RPCError) -> Answer<JSONText> {
    if JSONObject(params)?["fail"] != nil {
      throw .invalidArgument(field: "fail", description: "it is there")
    }
    return .now(params)
  }
}

/// Answers when the fuzzer completes it.
enum Hold: JSONRPC.Method, MethodHandler {
  typealias Contract = Hold

  static let name = MethodName(named: "fuzz.v1.Service/Hold")
  static let roles: Set<Role> = [.auth]
  static let defaultDeadline = Duration.seconds(30)
  static let idempotency = Idempotency.idempotent

  case handler

  static func decode(_ params: JSONText) throws(RPCError) -> JSONText { params }
  static func encode(_ result: JSONText) throws(RPCError) -> JSONText { result }

  func answer(_ params: JSONText, _ call: Call) throws(RPCError) -> Answer<JSONText> {
    .later { () async throws(RPCError) -> JSONText in params }
  }
}
