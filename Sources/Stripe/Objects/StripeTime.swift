/// A point in time as Stripe tells it: whole seconds since 1970-01-01T00:00:00Z.
public struct StripeTime: Sendable, Hashable, Comparable {
  /// Seconds since 1970.
  public let seconds: Int64

  /// Takes seconds since 1970.
  public init(seconds: Int64) {
    self.seconds = seconds
  }

  /// Whether the left time is the earlier one.
  public static func < (left: StripeTime, right: StripeTime) -> Bool {
    left.seconds < right.seconds
  }

  /// The time that passed from another time to this one; negative when that one is later.
  public func duration(since earlier: StripeTime) -> Duration {
    .seconds(seconds.subtractingReportingOverflow(earlier.seconds).partialValue)
  }

  /// This time moved by a duration, parts of a second cut off.
  public func advanced(by duration: Duration) -> StripeTime {
    StripeTime(seconds: seconds.addingReportingOverflow(duration.components.seconds).partialValue)
  }
}
