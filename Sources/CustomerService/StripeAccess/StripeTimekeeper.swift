internal import CustomerModel

/// Stripe's time between two of Stripe's answers.
///
/// The only source is the `Date` header; the boot clock carries it on. Where the wall clock and
/// the boot clock disagree on how much time went by (the machine slept, was restored from a
/// snapshot, or somebody set the clock), or the last answer is old, the time counts as not known.
struct StripeTimekeeper {
  private struct Sighting {
    let stripe: StripeInstant
    let boot: Duration
    let wall: WallTime
  }

  private var last: Sighting?
  private let freshness: Duration
  private let tolerance: Duration = .seconds(60)

  init(freshness: Duration) { self.freshness = freshness }

  mutating func saw(_ instant: StripeInstant, boot: Duration, wall: WallTime) {
    if let last, instant < last.stripe, boot - last.boot < freshness { return }
    last = Sighting(stripe: instant, boot: boot, wall: wall)
  }

  /// Stripe's time now; nil when it must be asked for.
  func now(boot: Duration, wall: WallTime) -> StripeInstant? {
    guard let last else { return nil }
    let elapsed = boot - last.boot
    let disagreement = wall.since(last.wall) - elapsed
    guard elapsed < freshness, disagreement < tolerance, elapsed - wall.since(last.wall) < tolerance
    else { return nil }
    return last.stripe + elapsed
  }

  /// The newest `Date` that was seen; nil when none is fresh. A watermark is this and not the
  /// carried-on time: it must not lie after what Stripe itself would say.
  func newestSeen(boot: Duration, wall: WallTime) -> StripeInstant? {
    now(boot: boot, wall: wall) == nil ? nil : last?.stripe
  }
}
