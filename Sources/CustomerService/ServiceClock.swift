public import CustomerModel

/// The clocks of this host, as values: real ones in the daemon, virtual ones in a simulation.
public protocol ServiceClock: Sendable {
  /// The wall clock; for schedules and records only.
  func wallNow() -> WallTime
  /// Time since boot, suspension included (CLOCK_BOOTTIME); never set back.
  func bootNow() -> Duration
  /// Waits; returns early, without a word, when the task is cancelled.
  func sleep(for duration: Duration) async
}
