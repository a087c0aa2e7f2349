import CustomerModel
import CustomerService
import Glibc

/// The host's real clocks; what is slow about them is scaled down in the policy.
struct TestClock: ServiceClock {
  func wallNow() -> WallTime {
    WallTime(milliseconds: read(CLOCK_REALTIME) / 1_000_000)
  }

  func bootNow() -> Duration { .nanoseconds(read(CLOCK_BOOTTIME)) }

  func sleep(for duration: Duration) async {
    // Only cancellation ends a sleep early, and who is cancelled asks for that himself.
    try? await Task.sleep(for: duration)
  }

  private func read(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
