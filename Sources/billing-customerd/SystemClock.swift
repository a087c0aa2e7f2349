import CustomerModel
import CustomerService
import Foundation

/// The host's real clocks.
struct SystemClock: ServiceClock {
  func wallNow() -> WallTime {
    let now = read(CLOCK_REALTIME)
    return WallTime(milliseconds: now.wholeMilliseconds)
  }

  func bootNow() -> Duration { read(CLOCK_BOOTTIME) }

  func sleep(for duration: Duration) async {
    // Only cancellation ends a sleep early, and who is cancelled asks for that himself.
    try? await Task.sleep(for: duration)
  }

  private func read(_ clock: clockid_t) -> Duration {
    var time = timespec()
    clock_gettime(clock, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }
}
