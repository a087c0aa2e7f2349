/// What sending the same request twice does (google.api idempotency levels).
public enum Idempotency: String, Sendable {
  /// Only reads.
  case noSideEffects = "NO_SIDE_EFFECTS"
  /// Twice is as good as once.
  case idempotent = "IDEMPOTENT"
  /// Twice is two effects.
  case nonIdempotent = "NON_IDEMPOTENT"

  /// True when a call may change something.
  public var isMutating: Bool { self != .noSideEffects }
}
