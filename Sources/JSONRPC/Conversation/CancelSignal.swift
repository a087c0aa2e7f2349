import Synchronization

/// Carries the cause of a cancellation from the event loop to the task of the call.
final class CancelSignal: Sendable {
  private enum State {
    case quiet
    case awaited(CheckedContinuation<CancelCause?, Never>)
    case ended(CancelCause?)
  }

  private let state = Mutex(State.quiet)

  /// Tells the cause; the first one counts.
  func send(_ cause: CancelCause) {
    end(with: cause)
  }

  /// Waits for a cause; nil once the waiting task is cancelled.
  func cause() async -> CancelCause? {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let ended: CancelCause?? = state.withLock { state in
          if case .ended(let cause) = state { return .some(cause) }
          state = .awaited(continuation)
          return .none
        }
        if let ended { continuation.resume(returning: ended) }
      }
    } onCancel: {
      end(with: nil)
    }
  }

  private func end(with cause: CancelCause?) {
    let waiting: CheckedContinuation<CancelCause?, Never>? = state.withLock { state in
      switch state {
      case .ended: return nil
      case .quiet:
        state = .ended(cause)
        return nil
      case .awaited(let continuation):
        state = .ended(cause)
        return continuation
      }
    }
    waiting?.resume(returning: cause)
  }
}
