import StripeSandbox
import Synchronization

/// True time, what is still to happen, chance and the trace; one seed gives one world.
final class World: Sendable {
  struct Event: Sendable {
    let time: Duration
    let order: Int
    let action: @Sendable () -> Void
  }

  private struct State {
    var now: Duration = .zero
    var random: WorldRandom
    var trace: Trace
    /// What is still to happen, the next one last.
    var events: [Event] = []
    var order = 0
  }

  /// True time 0 as Stripe's clock shows it.
  static let epochSeconds: Int64 = 1_800_000_000

  private let state: Mutex<State>

  init(seed: UInt64, keepsLines: Bool) {
    state = Mutex(
      State(random: WorldRandom(seed: seed), trace: Trace(keepsLines: keepsLines)))
  }

  /// True time since the world began.
  var now: Duration { state.withLock { $0.now } }

  /// True time as Stripe's clock shows it.
  var stripeNow: SandboxInstant { SandboxInstant(seconds: Self.epochSeconds) + now }

  var trace: Trace { state.withLock { $0.trace } }

  func note(_ line: @autoclosure () -> String) {
    let line = line()
    state.withLock { $0.trace.note(line, at: $0.now) }
  }

  func draw<Value: Sendable>(_ body: (inout WorldRandom) -> Value) -> Value {
    state.withLock { body(&$0.random) }
  }

  func schedule(after delay: Duration, _ action: @escaping @Sendable () -> Void) {
    state.withLock { state in
      state.order += 1
      let event = Event(
        time: state.now + max(delay, .zero), order: state.order, action: action)
      var low = 0
      var high = state.events.count
      while low < high {
        let middle = (low + high) / 2
        let other = state.events[middle]
        if (other.time, other.order) > (event.time, event.order) {
          low = middle + 1
        } else {
          high = middle
        }
      }
      state.events.insert(event, at: low)
    }
  }

  /// Takes the next event and moves true time to it; nil when nothing is to come.
  func takeNextEvent() -> Event? {
    state.withLock { state in
      guard let event = state.events.popLast() else { return nil }
      state.now = event.time
      return event
    }
  }

  /// Waits in true time; returns at once when the task is cancelled.
  func pause(_ duration: Duration) async {
    let waking = Waking()
    schedule(after: duration) { waking.wake() }
    await waking.wait()
  }
}
