#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A moment on a clock, in milliseconds since 1970.
public struct SandboxInstant: Hashable, Comparable, Sendable, Codable {
  /// Milliseconds since 1970-01-01T00:00:00Z.
  public var milliseconds: Int64

  /// Makes a moment from milliseconds since 1970.
  public init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  /// Makes a moment from whole seconds since 1970.
  public init(seconds: Int64) {
    self.milliseconds = seconds * 1000
  }

  /// The moment in whole seconds, rounded down, as Stripe writes `created`.
  public var seconds: Int64 {
    milliseconds >= 0 ? milliseconds / 1000 : (milliseconds - 999) / 1000
  }

  /// Whether the left moment is the earlier one.
  public static func < (left: SandboxInstant, right: SandboxInstant) -> Bool {
    left.milliseconds < right.milliseconds
  }

  /// The moment that lies `duration` later; a duration below zero gives an earlier one.
  public static func + (left: SandboxInstant, duration: Duration) -> SandboxInstant {
    SandboxInstant(milliseconds: left.milliseconds + duration.wholeMilliseconds)
  }

  /// Reads the wall clock of this machine, the default base of a sandbox's own clock.
  public static func wall() -> SandboxInstant {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return SandboxInstant(
      milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }
}

extension Duration {
  /// The duration in milliseconds, rounded towards zero.
  var wholeMilliseconds: Int64 {
    let parts = components
    return parts.seconds * 1000 + parts.attoseconds / 1_000_000_000_000_000
  }
}
