/// A moment on this host's wall clock, in milliseconds since 1970.
///
/// For schedules and records only; no decision on whether a customer exists rests on it.
public struct WallTime: Hashable, Sendable, Comparable {
  /// Milliseconds since 1970-01-01T00:00:00Z.
  public let milliseconds: Int64

  /// Takes milliseconds since 1970.
  public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  /// The earlier one is less.
  public static func < (left: Self, right: Self) -> Bool {
    left.milliseconds < right.milliseconds
  }

  /// This moment moved by a duration, to the millisecond.
  public static func + (left: Self, right: Duration) -> Self {
    Self(milliseconds: left.milliseconds &+ right.wholeMilliseconds)
  }

  /// The time from another moment to this one.
  public func since(_ other: Self) -> Duration {
    .milliseconds(milliseconds &- other.milliseconds)
  }
}

extension Duration {
  /// The duration in milliseconds, rounded toward zero.
  public var wholeMilliseconds: Int64 {
    components.seconds &* 1000 &+ components.attoseconds / 1_000_000_000_000_000
  }
}
