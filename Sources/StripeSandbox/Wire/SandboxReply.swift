/// What becomes of a request: an answer and the way in which it is, or is not, delivered.
public struct SandboxReply: Sendable {
  /// The way an answer reaches the caller.
  public enum Delivery: Sendable, Equatable {
    /// The answer arrives.
    case whole
    /// The connection closes without an answer.
    case closed
    /// The connection is reset without an answer.
    case reset
    /// The head and half of the body arrive, then the connection closes.
    case truncated
    /// The head arrives, then a body that does not end.
    case endless
  }

  /// The answer as it would arrive.
  public var response: SandboxResponse
  /// How much of it arrives.
  public var delivery: Delivery
  /// How long the caller waits for it.
  public var delay: Duration = .zero
  /// The idempotency key kept in flight meanwhile; give it to `SandboxCore.release` after `delay`.
  public var hold: KeyHold?

  static func whole(_ response: SandboxResponse) -> SandboxReply {
    SandboxReply(response: response, delivery: .whole)
  }

  static let closed = SandboxReply(
    response: SandboxResponse(status: 0, body: []), delivery: .closed)
}
