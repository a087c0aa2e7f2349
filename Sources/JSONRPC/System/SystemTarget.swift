/// A system method: an answer at once.
struct SystemTarget: RouteTarget {
  let answer: @Sendable (JSONText) throws(RPCError) -> JSONText

  func answerReady(_ params: Span<UInt8>, _ call: borrowing Call) -> JSONText? { nil }

  func start(_ params: JSONText, _ call: Call) throws(RPCError) -> StartedCall {
    .answered(try answer(params))
  }
}
