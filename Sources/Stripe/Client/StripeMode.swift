/// Which of an account's two separate worlds a key or an object belongs to.
public enum StripeMode: String, Sendable, Hashable {
  /// Real money.
  case live
  /// Test data.
  case test

  /// Whether this is the live mode, as `livemode` says on Stripe's objects.
  public var isLive: Bool { self == .live }
}
