/// A handler behind its method's codecs.
struct HandlerTarget<Handler: MethodHandler>: RouteTarget {
  let handler: Handler

  func answerReady(_ params: Span<UInt8>, _ call: borrowing Call) -> JSONText? {
    handler.answerReady(params, call)
  }

  func start(_ params: JSONText, _ call: Call) throws(RPCError) -> StartedCall {
    switch try handler.answer(Handler.Contract.decode(params), call) {
    case .now(let result):
      return .answered(try Handler.Contract.encode(result))
    case .ready(let text):
      return .answered(text)
    case .later(let work):
      return .work { () async throws(RPCError) -> JSONText in
        try Handler.Contract.encode(await work()).compacted()
      }
    }
  }
}
