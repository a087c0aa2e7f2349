internal import Synchronization

/// What somebody holds whose event waits to be written.
final class SpoolTicket: Sendable {
  /// How far the event has come.
  enum Answer: Hashable, Sendable {
    /// It is on disk.
    case written
    /// It is not, and will not be.
    case failed(SpoolFault)
    /// The disk is not done.
    case pending
  }

  private struct State {
    var answer = Answer.pending
    var waiter: CheckedContinuation<Answer, Never>?
  }

  private let state = Mutex(State())

  /// Waits for the disk, once; a cancelled wait ends at once with what is known.
  func wait() async -> Answer {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let known = state.withLock { state -> Answer? in
          if state.answer != .pending || Task.isCancelled { return state.answer }
          state.waiter = continuation
          return nil
        }
        if let known { continuation.resume(returning: known) }
      }
    } onCancel: {
      resume(with: .pending)
    }
  }

  /// Tells what came of the event.
  func resume(with answer: Answer) {
    let (waiter, known) = state.withLock { state in
      if answer != .pending { state.answer = answer }
      defer { state.waiter = nil }
      return (state.waiter, state.answer)
    }
    waiter?.resume(returning: known)
  }
}
