/// A point on the clock that counts since boot and never jumps (CLOCK_BOOTTIME).
///
/// Comparable between the processes of one host, so a client may send one as a deadline.
public struct BootInstant: Hashable, Comparable, Sendable {
  /// Nanoseconds since the host booted.
  public let nanoseconds: Int64

  /// Makes an instant of nanoseconds since boot.
  public init(nanoseconds: Int64) {
    self.nanoseconds = nanoseconds
  }

  /// The later of two instants is the greater.
  public static func < (left: BootInstant, right: BootInstant) -> Bool {
    left.nanoseconds < right.nanoseconds
  }

  /// The instant that lies a duration later; stops at the ends of the clock.
  public static func + (instant: BootInstant, duration: Duration) -> BootInstant {
    let (sum, overflow) = instant.nanoseconds.addingReportingOverflow(duration.wholeNanoseconds)
    guard overflow else { return BootInstant(nanoseconds: sum) }
    return BootInstant(nanoseconds: duration < .zero ? .min : .max)
  }

  /// The time from the right instant to the left one; negative when the left is earlier.
  public static func - (left: BootInstant, right: BootInstant) -> Duration {
    .nanoseconds(left.nanoseconds) - .nanoseconds(right.nanoseconds)
  }
}
