/// Which half of a Stripe account an object lives in.
public enum AccountMode: String, Sendable, CaseIterable {
  /// Real money.
  case live
  /// Stripe's test mode or sandboxes.
  case test

  /// Stripe's own flag on every object.
  public var isLive: Bool { self == .live }
}
