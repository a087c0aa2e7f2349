internal import CustomerModel
internal import CustomerStore
internal import Synchronization

/// Callers that wait until something is settled for a subject.
///
/// Who waits registers first and looks at the ledger afterwards, so that a settlement between the
/// two is not missed.
final class SubjectWaiters: Sendable {
  private struct State {
    var next: UInt64 = 0
    var waiting: [Subject: [UInt64: CheckedContinuation<Void, Never>]] = [:]
  }

  private let state = Mutex(State())

  /// Whether anybody waits for the subject: then its work goes before the backlog.
  func isAwaited(_ subject: Subject) -> Bool {
    state.withLock { $0.waiting[subject] != nil }
  }

  /// Wakes everybody who waits for the subject.
  func settled(_ subject: Subject) {
    let continuations = state.withLock { $0.waiting.removeValue(forKey: subject) }
    for continuation in continuations?.values.map({ $0 }) ?? [] { continuation.resume() }
  }

  /// Wakes everybody who waits for somebody, and for the user whom a guest has become.
  func settled(_ record: SubjectRecord) {
    settled(record.subject)
    if let userID = record.claimedBy { settled(.user(userID)) }
  }

  /// Returns once the subject is settled, `isSettled` says so already, `limit` has passed, or the
  /// task is cancelled.
  func wait(
    for subject: Subject, upTo limit: Duration, clock: any ServiceClock,
    isSettled: @escaping @Sendable () -> Bool
  ) async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.wait(for: subject, isSettled: isSettled) }
      group.addTask { await clock.sleep(for: limit) }
      await group.next()
      group.cancelAll()
    }
  }

  private func wait(for subject: Subject, isSettled: @Sendable () -> Bool) async {
    let ticket = state.withLock { state in
      state.next += 1
      return state.next
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        state.withLock { $0.waiting[subject, default: [:]][ticket] = continuation }
        if Task.isCancelled || isSettled() { leave(subject, ticket) }
      }
    } onCancel: {
      leave(subject, ticket)
    }
  }

  private func leave(_ subject: Subject, _ ticket: UInt64) {
    let continuation = state.withLock { state in
      let continuation = state.waiting[subject]?.removeValue(forKey: ticket)
      if state.waiting[subject]?.isEmpty == true { state.waiting[subject] = nil }
      return continuation
    }
    continuation?.resume()
  }
}
