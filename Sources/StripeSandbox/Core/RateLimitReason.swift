/// Why a request is answered with 429.
public enum RateLimitReason: String, Sendable, Codable, CaseIterable {
  /// Too many requests a second in all.
  case globalRate = "global-rate"
  /// Too many requests a second to one endpoint.
  case endpointRate = "endpoint-rate"
  /// Too many requests at once in all.
  case globalConcurrency = "global-concurrency"
  /// Too many requests at once to one endpoint.
  case endpointConcurrency = "endpoint-concurrency"
  /// A limit of one resource.
  case resourceSpecific = "resource-specific"
  /// The object is locked by another request; Stripe sends no reason header with it.
  case lockTimeout = "lock-timeout"

  /// The value of `Stripe-Rate-Limited-Reason`.
  var header: String? { self == .lockTimeout ? nil : rawValue }
}
