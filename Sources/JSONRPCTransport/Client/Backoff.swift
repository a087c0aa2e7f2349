/// How long to wait before the next attempt: full jitter under a growing ceiling (protocol 8).
struct Backoff: Sendable {
  private static let first: Duration = .milliseconds(50)
  private static let growth = 1.6
  private static let ceiling: Duration = .seconds(5)

  private var limit = Self.first

  /// The wait after one more failure.
  ///
  /// - Parameter random: a number from 0 to 1; anything outside counts as the nearest of the two.
  mutating func next(random: Double) -> Duration {
    let wait = limit * min(max(random, 0), 1)
    limit = min(limit * Self.growth, Self.ceiling)
    return wait
  }

  /// Starts over after a success.
  mutating func reset() {
    limit = Self.first
  }
}
