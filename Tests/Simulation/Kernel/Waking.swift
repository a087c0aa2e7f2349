import Synchronization

/// Wakes one task once; a wake that comes first is kept, and a cancelled task is awake.
final class Waking: Sendable {
  private enum State {
    case idle
    case waiting(CheckedContinuation<Void, Never>)
    case over
  }

  private let state = Mutex(State.idle)

  func wait() async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isOver = state.withLock { state in
          if case .over = state { return true }
          state = .waiting(continuation)
          return false
        }
        if isOver { continuation.resume() }
      }
    } onCancel: {
      wake()
    }
  }

  func wake() {
    let before = state.withLock { state in
      let before = state
      state = .over
      return before
    }
    if case .waiting(let continuation) = before { continuation.resume() }
  }
}
