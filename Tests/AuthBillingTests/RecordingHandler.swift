import JSONRPC

/// A handler that does what a closure says.
struct RecordingHandler<Contract: JSONRPC.Method>: MethodHandler {
  let body: @Sendable (Contract.Params) throws(RPCError) -> Answer<Contract.Result>

  init(
    _ method: Contract.Type,
    _ body: @escaping @Sendable (Contract.Params) throws(RPCError) -> Answer<Contract.Result>
  ) {
    self.body = body
  }

  func answer(
    _ params: Contract.Params, _ call: Call
  ) throws(RPCError) -> Answer<Contract.Result> {
    try body(params)
  }
}
