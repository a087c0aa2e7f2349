/// Stripe's two worlds, whose objects never meet.
public enum SandboxMode: String, Sendable, Codable, CaseIterable {
  /// What `sk_test_` and `rk_test_` keys see.
  case test
  /// What `sk_live_` and `rk_live_` keys see.
  case live

  /// The other world.
  var other: SandboxMode { self == .test ? .live : .test }
}
