import CustomerModel
import CustomerService

/// The clocks of a host as one process sees them.
struct HostClock: ServiceClock {
  let host: Host

  func wallNow() -> WallTime { host.wallNow }

  func bootNow() -> Duration { host.bootNow }

  func sleep(for duration: Duration) async { await host.world.pause(duration) }
}
