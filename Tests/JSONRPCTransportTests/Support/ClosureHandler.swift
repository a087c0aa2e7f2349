import JSONRPC

/// A handler that does what a closure says.
struct ClosureHandler<Contract: JSONMethod>: MethodHandler {
  let body: @Sendable (JSONText, Call) throws(RPCError) -> Answer<JSONText>

  init(
    _ method: Contract.Type,
    _ body: @escaping @Sendable (JSONText, Call) throws(RPCError) -> Answer<JSONText>
  ) {
    self.body = body
  }

  func answer(_ params: JSONText, _ call: Call) throws(RPCError) -> Answer<JSONText> {
    try body(params, call)
  }
}
