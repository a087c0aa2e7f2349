internal import CustomerStore
internal import Foundation
internal import Synchronization

/// Moves the witness behind the commits, on a thread of its own.
///
/// A commit after which a request leaves for Stripe is answered only once the witness has seen it,
/// so that no older copy of the database can pass for one that knows that request. Every other
/// commit is seen within a second, or when the ledger is closed. The witness never says more than
/// what is durable: a crash at any moment leaves a database that is as new as its witness or newer.
final class WitnessKeeper: Sendable {
  typealias Answer = @Sendable () -> Void

  private struct State {
    var newest: WitnessNote
    var written: WitnessNote
    var waiting: [Answer] = []
    var end = WorkerEnd()
    var holds: Bool
  }

  private static let interval = 1.0

  private let file: WitnessFile
  private let state: Mutex<State>
  private let arrived = DispatchSemaphore(value: 0)
  private let onFatal: @Sendable (LedgerError) -> Void

  /// Keeps a file that says `note` by now. While `holds`, no answer that waits is given.
  init(
    file: WitnessFile, note: WitnessNote, holds: Bool,
    onFatal: @escaping @Sendable (LedgerError) -> Void
  ) {
    self.file = file
    self.onFatal = onFatal
    state = Mutex(State(newest: note, written: note, holds: holds))
  }

  func start() { Thread { [self] in run() }.start() }

  /// Tells of a durable commit; the answers are given once the witness has seen it.
  func saw(_ commits: Int64, stamp: LedgerStamp?, then answers: [Answer]) {
    let isIdle = state.withLock { state in
      state.newest.commits = max(state.newest.commits, commits)
      if let stamp { state.newest.stamp = stamp }
      state.waiting += answers
      return answers.isEmpty
    }
    if !isIdle { arrived.signal() }
  }

  /// Gives the answers that were held from now on.
  func release() {
    state.withLock { $0.holds = false }
    arrived.signal()
  }

  /// Returns once everything seen is written, and everybody answered.
  func close() async {
    await withCheckedContinuation { continuation in
      if state.withLock({ $0.end.tell(continuation) }) { continuation.resume() }
      arrived.signal()
    }
  }

  private func run() {
    var isOver = false
    while !isOver {
      _ = arrived.wait(timeout: .now() + Self.interval)
      isOver = round()
    }
    state.withLock { $0.end.come() }
  }

  /// Writes what is new and answers; true when this was the last round.
  private func round() -> Bool {
    let (note, isNew, answers, isLast) = state.withLock { state in
      let answers = state.holds && !state.end.isTold ? [] : state.waiting
      if !state.holds || state.end.isTold { state.waiting = [] }
      return (state.newest, state.newest != state.written, answers, state.end.isTold)
    }
    do {
      if isNew { try file.write(note) }
      state.withLock { $0.written = note }
      for answer in answers { answer() }
    } catch {
      if case .notDurable = error { onFatal(error) }
      // No room: what waits goes on waiting, and the next round tries again. At the end it is
      // answered all the same, as nothing is sent any more.
      if isLast { for answer in answers { answer() } }
      state.withLock { $0.waiting.insert(contentsOf: isLast ? [] : answers, at: 0) }
    }
    return isLast
  }
}
