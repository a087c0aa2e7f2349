import CustomerModel
import CustomerService
import Synchronization

/// A machine's clocks: the wall clock may be set wrong, the boot clock begins anew with a reboot.
final class Host: ServiceClock {
  private struct State {
    var wallError: Duration = .zero
    var bootedAt: Duration = .zero
  }

  let world: World
  private let state = Mutex(State())

  init(world: World) { self.world = world }

  func wallNow() -> WallTime {
    let seconds = WallTime(milliseconds: World.epochSeconds * 1000)
    return seconds + world.now + state.withLock { $0.wallError }
  }

  func bootNow() -> Duration { world.now - state.withLock { $0.bootedAt } }

  func sleep(for duration: Duration) async { await world.pause(duration) }

  func setWallClock(wrongBy error: Duration) { state.withLock { $0.wallError = error } }

  func reboot() {
    let now = world.now
    state.withLock { $0.bootedAt = now }
  }
}
