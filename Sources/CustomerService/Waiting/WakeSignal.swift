internal import Synchronization

/// Wakes one sleeping loop; a wake while nobody sleeps is kept for the next sleep.
final class WakeSignal: Sendable {
  private struct State {
    var isSet = false
    var sleeper: CheckedContinuation<Void, Never>?
  }

  private let state = Mutex(State())

  func wake() {
    let sleeper = state.withLock { state in
      defer { state.sleeper = nil }
      if state.sleeper == nil { state.isSet = true }
      return state.sleeper
    }
    sleeper?.resume()
  }

  /// Returns once woken, or after `limit`, or when the task is cancelled.
  func wait(upTo limit: Duration, clock: any ServiceClock) async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.waitForWake() }
      group.addTask { await clock.sleep(for: limit) }
      await group.next()
      group.cancelAll()
    }
  }

  private func waitForWake() async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let atOnce = state.withLock { state in
          if state.isSet || Task.isCancelled {
            state.isSet = false
            return true
          }
          state.sleeper = continuation
          return false
        }
        if atOnce { continuation.resume() }
      }
    } onCancel: {
      let sleeper = state.withLock { state in
        defer { state.sleeper = nil }
        return state.sleeper
      }
      sleeper?.resume()
    }
  }
}
