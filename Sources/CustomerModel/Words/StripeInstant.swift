/// A moment on Stripe's clock, in whole seconds since 1970.
///
/// It comes only from the `Date` header of Stripe's answers, never from a clock of ours: with a
/// wrong clock of ours, a proof that a customer does not exist would be false.
public struct StripeInstant: Hashable, Sendable, Comparable {
  /// Seconds since 1970-01-01T00:00:00Z.
  public let seconds: Int64

  /// Takes seconds since 1970.
  public init(seconds: Int64) { self.seconds = seconds }

  /// The earlier one is less.
  public static func < (left: Self, right: Self) -> Bool { left.seconds < right.seconds }

  /// This moment moved by whole seconds of a duration.
  public static func + (left: Self, right: Duration) -> Self {
    Self(seconds: left.seconds &+ right.components.seconds)
  }

  /// This moment moved back by whole seconds of a duration.
  public static func - (left: Self, right: Duration) -> Self {
    Self(seconds: left.seconds &- right.components.seconds)
  }

  /// The time from another moment to this one.
  public func since(_ other: Self) -> Duration { .seconds(seconds &- other.seconds) }
}
