import JSONRPC

/// Writes, streams, and takes its time; every role may call it.
enum HoldMethod: Method {
  static let name = MethodName(named: "test.v1.TestService/Hold")
  static let roles: Set<Role> = [.auth, .intake, .ops]
  static let defaultDeadline = Duration.seconds(30)
  static let idempotency = Idempotency.idempotent
  static let streams = true

  static func decode(_ params: JSONText) throws(RPCError) -> JSONText { params }
  static func encode(_ result: JSONText) throws(RPCError) -> JSONText { result }
}
