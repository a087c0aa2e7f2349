/// Permits that come back at a steady rate, up to a small store, and slower for a while after a 429.
///
/// Over any stretch of `t` seconds it gives at most `capacity + rate × t` permits. Time is a monotonic
/// value that the caller brings; going back in time changes nothing.
struct TokenBucket: Sendable {
  /// Permits a second when nothing is amiss.
  let rate: Double
  /// Permits that can be saved up: an eighth of a second's worth, and at least three.
  ///
  /// Enough that a backlog which wakes a few hundredths of a second late loses none.
  let capacity: Double
  private let limits: RateLimits
  private var permits: Double
  private var share = 1.0
  private var updated: Duration
  private var closedUntil: Duration
  private var lastSlowDown: Duration?

  init(rate: Double, limits: RateLimits, now: Duration) {
    self.rate = rate
    self.limits = limits
    capacity = max(3, rate / 8)
    permits = capacity
    updated = now
    closedUntil = now
  }

  /// What the backlog leaves for the foreground.
  private var reserve: Double { capacity / 3 }

  /// How long until a permit of that priority can be had; zero when there is one now.
  mutating func wait(_ priority: RequestPriority, now: Duration) -> Duration {
    refill(now)
    let needed = priority == .foreground ? 1 : 1 + reserve
    // A permit that is short by rounding alone is there.
    let missing = needed - permits
    let refillTime: Duration = missing <= 1e-9 ? .zero : .seconds(missing / (rate * share))
    return max(refillTime, closedUntil - updated, .zero)
  }

  /// Takes a permit; the caller has asked `wait` at this very time.
  mutating func take() {
    permits -= 1
  }

  /// Keeps closed for a while and goes on at a share of the present rate.
  ///
  /// Answers to requests sent at the same time come in a bunch: within a second of the last
  /// slow-down they count as one.
  mutating func slowDown(to factor: Double, closedFor pause: Duration, now: Duration) {
    refill(now)
    closedUntil = max(closedUntil, updated + pause)
    if let lastSlowDown, updated - lastSlowDown < .seconds(1) { return }
    lastSlowDown = updated
    share = max(limits.slowestShare, share * factor)
    permits = min(permits, 1)
  }

  private mutating func refill(_ now: Duration) {
    guard now > updated else { return }
    let elapsed = (now - updated) / Duration.seconds(1)
    permits = min(capacity, permits + elapsed * rate * share)
    share = min(1, share + elapsed * limits.recoveryPerSecond)
    updated = now
  }
}
