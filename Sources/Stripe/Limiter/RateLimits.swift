/// How fast we may ask Stripe, in requests a second; from Stripe's documentation of its limits.
public struct RateLimits: Sendable, Hashable {
  /// All requests together.
  public var global: Double
  /// Requests of one endpoint.
  public var endpoint: Double
  /// Search requests.
  public var search: Double
  /// The lowest share of a rate that 429s can bring it down to.
  public var slowestShare: Double
  /// How much of its full rate a bucket regains every second after a 429.
  public var recoveryPerSecond: Double

  /// Takes limits; a rate under 0.01 counts as 0.01.
  public init(
    global: Double, endpoint: Double = 25, search: Double = 20, slowestShare: Double = 0.1,
    recoveryPerSecond: Double = 0.05
  ) {
    self.global = max(global, 0.01)
    self.endpoint = max(endpoint, 0.01)
    self.search = max(search, 0.01)
    self.slowestShare = min(max(slowestShare, 0.01), 1)
    self.recoveryPerSecond = max(recoveryPerSecond, 0.001)
  }

  /// Stripe's limits for a mode: 100 a second live, 25 a second in test mode.
  public static func stripe(_ mode: StripeMode) -> RateLimits {
    RateLimits(global: mode.isLive ? 100 : 25)
  }
}
