import JSONRPC

/// Reads its params back; `Echo` only reads, any role but `intake` may call it.
enum EchoMethod: Method {
  static let name = MethodName(named: "test.v1.TestService/Echo")
  static let roles: Set<Role> = [.auth, .ops]
  static let defaultDeadline = Duration.seconds(2)
  static let idempotency = Idempotency.noSideEffects

  static func decode(_ params: JSONText) throws(RPCError) -> JSONText { params }
  static func encode(_ result: JSONText) throws(RPCError) -> JSONText { result }
}
