/// What one method does.
public protocol MethodHandler<Contract>: Sendable {
  /// The method that is handled.
  associatedtype Contract: Method

  /// Answers a call; runs on the event loop, so what waits belongs into `.later`.
  ///
  /// With `.later`, heed cancellation: the reply waits until the work ends. A result that is
  /// returned after a cancellation is still sent.
  func answer(
    _ params: Contract.Params, _ call: Call
  ) throws(RPCError) -> Answer<Contract.Result>

  /// Answers from the raw params, an object without `_meta`, before anything is decoded; nil means
  /// that the call takes the ordinary way.
  func answerReady(_ params: Span<UInt8>, _ call: borrowing Call) -> JSONText?
}

extension MethodHandler {
  /// Most methods have no fast path.
  public func answerReady(_ params: Span<UInt8>, _ call: borrowing Call) -> JSONText? { nil }
}
