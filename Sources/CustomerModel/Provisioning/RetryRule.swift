/// When to try again: full jitter under a doubling ceiling (AWS Architecture Blog, "Exponential
/// Backoff and Jitter"; Stripe's own clients do alike).
public struct RetryRule: Sendable, Equatable {
  /// The ceiling of the first delay. Default 500 ms.
  public var initialDelay: Duration
  /// The ceiling of every delay. Default 10 min.
  public var maxDelay: Duration

  /// The design's delays.
  public init(
    initialDelay: Duration = .milliseconds(500), maxDelay: Duration = .seconds(600)
  ) {
    self.initialDelay = initialDelay
    self.maxDelay = maxDelay
  }

  /// The delay before the next try.
  ///
  /// - Parameters:
  ///   - tries: how many were made, 1 or more.
  ///   - random: a number in 0 ..< 1 that spreads the callers.
  ///   - atLeast: what the server asked for, if it did.
  public func delay(after tries: Int, random: Double, atLeast: Duration? = nil) -> Duration {
    let doublings = min(max(tries, 1) - 1, 24)
    let ceiling = min(initialDelay * (1 << doublings), maxDelay)
    let jittered = .milliseconds(100) + ceiling * random
    return max(min(jittered, maxDelay), atLeast ?? .zero)
  }
}
