import Glibc
public import JSONRPC

/// The clock that counts since boot, time asleep included (`CLOCK_BOOTTIME`).
public enum BootClock {
  /// The present instant.
  public static func now() -> BootInstant {
    var time = timespec()
    clock_gettime(CLOCK_BOOTTIME, &time)
    return BootInstant(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
  }
}
