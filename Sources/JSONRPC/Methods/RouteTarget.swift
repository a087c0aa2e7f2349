/// What a route leads to, in JSON.
protocol RouteTarget: Sendable {
  /// The answer from the raw params, when there is a fast path and it hits.
  func answerReady(_ params: Span<UInt8>, _ call: borrowing Call) -> JSONText?
  /// Begins the call.
  func start(_ params: JSONText, _ call: Call) throws(RPCError) -> StartedCall
}
