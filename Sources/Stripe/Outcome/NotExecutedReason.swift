public import CurlHTTP

/// Why Stripe has certainly not acted on a request.
public enum NotExecutedReason: Sendable, Hashable, CustomStringConvertible {
  /// The request never left; says that Stripe cannot be reached, not that it is busy.
  case noConnection(NotSentReason)
  /// The first request with this idempotency key is still under way (409).
  case keyInUse
  /// Too many requests (429).
  case rateLimited(RateLimitReason)
  /// Another request holds the object (429 `lock_timeout`).
  case lockTimeout

  /// Whether Stripe was not reached, as against reached and busy.
  public var isNoConnection: Bool {
    if case .noConnection = self { true } else { false }
  }

  /// The reason, in words for people.
  public var description: String {
    switch self {
    case .noConnection(let reason): "\(reason)"
    case .keyInUse: "the idempotency key is in use"
    case .rateLimited(let reason): "rate limited: \(reason)"
    case .lockTimeout: "the object is locked"
    }
  }
}
