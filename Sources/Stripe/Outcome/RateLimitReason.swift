/// Which limit a 429 is about, from `Stripe-Rate-Limited-Reason`.
public enum RateLimitReason: String, Sendable, Hashable, CustomStringConvertible {
  /// Requests a second, all together.
  case globalRate = "global-rate"
  /// Requests a second on one endpoint.
  case endpointRate = "endpoint-rate"
  /// Requests under way, all together.
  case globalConcurrency = "global-concurrency"
  /// Requests under way on one endpoint.
  case endpointConcurrency = "endpoint-concurrency"
  /// Requests on one object.
  case resourceSpecific = "resource-specific"
  /// No reason given, or one not known here.
  case unspecified

  /// Stripe's word.
  public var description: String { rawValue }
}
