/// Says when a request may go out, so that Stripe's limits are met and not run into.
///
/// A value without clock or sleep: the caller brings monotonic time, counted from any fixed point, and
/// waits. A request needs a permit of the account as a whole and one of its endpoint.
public struct RateLimiter: Sendable {
  private let limits: RateLimits
  private var global: TokenBucket
  private var endpoints: [StripeEndpoint: TokenBucket]

  /// Makes a limiter whose buckets are full.
  public init(limits: RateLimits, now: Duration) {
    self.limits = limits
    global = TokenBucket(rate: limits.global, limits: limits, now: now)
    endpoints = [:]
    for endpoint in StripeEndpoint.allCases {
      let rate = endpoint == .searchCustomers ? limits.search : limits.endpoint
      endpoints[endpoint] = TokenBucket(rate: rate, limits: limits, now: now)
    }
  }

  /// Takes a permit and returns zero, or takes nothing and returns how long to wait before asking
  /// again.
  public mutating func take(
    _ endpoint: StripeEndpoint, priority: RequestPriority, now: Duration
  ) -> Duration {
    guard var bucket = endpoints[endpoint] else { return .zero }
    let wait = max(global.wait(priority, now: now), bucket.wait(priority, now: now))
    if wait == .zero {
      global.take()
      bucket.take()
    }
    endpoints[endpoint] = bucket
    return wait
  }

  /// Slows down after an answer that says so; what a bucket lost comes back with time.
  ///
  /// A limit on all requests slows all, one on an endpoint that endpoint. A busy object or key only
  /// slows its endpoint slightly, and no connection slows nothing: that is the circuit breaker's.
  public mutating func slowDown(
    _ endpoint: StripeEndpoint, after reason: NotExecutedReason, retryAfter: Duration?,
    now: Duration
  ) {
    switch reason {
    case .noConnection:
      return
    case .keyInUse, .lockTimeout, .rateLimited(.resourceSpecific):
      endpoints[endpoint]?.slowDown(to: 0.9, closedFor: .zero, now: now)
    case .rateLimited(.globalRate), .rateLimited(.globalConcurrency):
      global.slowDown(to: 0.5, closedFor: retryAfter ?? .seconds(1), now: now)
    case .rateLimited(.endpointRate), .rateLimited(.endpointConcurrency),
      .rateLimited(.unspecified):
      endpoints[endpoint]?.slowDown(to: 0.5, closedFor: retryAfter ?? .seconds(1), now: now)
    }
  }
}
