internal import CustomerStore
internal import Foundation
internal import Synchronization

/// The one writer: whatever waits becomes one transaction, one fsync, then the answers.
///
/// Batches form by themselves, without a timer: while one commit is under way, the next gathers.
final class CommitQueue: Sendable {
  private struct State {
    var waiting: [PendingWrite] = []
    var isClosed = false
    var failure: LedgerError?
    var onEnd: CheckedContinuation<Void, Never>?
    var hasEnded = false
  }

  /// How many may wait for the next commit.
  private static let capacity = 65_536
  private static let checkpointInterval = 1.0

  private let state = Mutex(State())
  private let arrived = DispatchSemaphore(value: 0)
  private let ended = DispatchSemaphore(value: 0)
  private let connection: Mutex<SQLiteConnection>
  private let onFatal: @Sendable (LedgerError) -> Void

  init(
    connection: sending SQLiteConnection, onFatal: @escaping @Sendable (LedgerError) -> Void
  ) {
    self.connection = Mutex(connection)
    self.onFatal = onFatal
  }

  /// Starts the writer's thread and the checkpointer's, which has a connection of its own:
  /// checkpoints on the writer's would hold up commits.
  func start(checkpointing other: sending SQLiteConnection) {
    Thread { [self] in run() }.start()
    let checkpointer = Mutex(other)
    Thread { [self] in
      // At once as well: a process that is killed again and again within the interval would leave a
      // log that only grows, and that every start has to read.
      repeat {
        // A checkpoint that cannot run now runs a second later.
        _ = try? checkpointer.withLock { try $0.script("PRAGMA wal_checkpoint(PASSIVE)") }
      } while ended.wait(timeout: .now() + Self.checkpointInterval) == .timedOut
    }.start()
  }

  func submit(_ write: PendingWrite) {
    let refusal = state.withLock { state -> LedgerError? in
      if let failure = state.failure { return failure }
      if state.isClosed { return .closed }
      if state.waiting.count >= Self.capacity { return .engine("the commit queue is full") }
      state.waiting.append(write)
      return nil
    }
    if let refusal { write.refuse(refusal) } else { arrived.signal() }
  }

  func close() async {
    await withCheckedContinuation { continuation in
      let atOnce = state.withLock { state in
        state.isClosed = true
        if state.hasEnded { return true }
        state.onEnd = continuation
        return false
      }
      if atOnce { continuation.resume() }
      arrived.signal()
    }
  }

  private func run() {
    while true {
      arrived.wait()
      let (batch, isClosed) = state.withLock { state in
        defer { state.waiting = [] }
        return (state.waiting, state.isClosed)
      }
      if !batch.isEmpty { commit(batch) }
      if isClosed, batch.isEmpty { break }
    }
    ended.signal()
    state.withLock { state in
      state.hasEnded = true
      state.onEnd?.resume()
      state.onEnd = nil
    }
  }

  private func commit(_ batch: [PendingWrite]) {
    do {
      let answers = try connection.withLock { connection throws(LedgerError) in
        try Self.transaction(connection, batch)
      }
      for answer in answers { answer() }
    } catch {
      if case .notDurable = error {
        state.withLock { $0.failure = error }
        onFatal(error)
      }
      for write in batch { write.refuse(error) }
    }
  }

  private static func transaction(
    _ connection: SQLiteConnection, _ batch: [PendingWrite]
  ) throws(LedgerError) -> [PendingWrite.Answer] {
    let rows = SQLiteRows(connection: connection)
    try connection.run("BEGIN IMMEDIATE")
    do throws(LedgerError) {
      let answers = batch.map { $0.run(rows) }
      guard connection.isInTransaction else { throw LedgerError.engine("the batch was undone") }
      try connection.run("COMMIT")
      return answers
    } catch {
      // Undone either way: an engine that rolled back by itself has nothing left to undo.
      if connection.isInTransaction { _ = try? connection.run("ROLLBACK") }
      throw error
    }
  }
}
