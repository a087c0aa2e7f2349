internal import CustomerStore
internal import Foundation
internal import Synchronization

/// The one writer: whatever waits becomes one transaction, one fsync, then the answers.
///
/// Batches form by themselves, without a timer: while one commit is under way, the next gathers.
final class CommitQueue: Sendable {
  private struct State {
    var waiting: [PendingWrite] = []
    var end = WorkerEnd()
    var failure: LedgerError?
  }

  /// How many may wait for the next commit.
  private static let capacity = 65_536
  private static let checkpointInterval = 1.0
  /// Frames in the log beyond which the writer itself helps to begin it anew: 64 MiB.
  private static let longLog: Int64 = 16_384

  private let state = Mutex(State())
  private let isLogLong = Atomic<Bool>(false)
  private let arrived = DispatchSemaphore(value: 0)
  private let ended = DispatchSemaphore(value: 0)
  private let connection: Mutex<SQLiteConnection>
  private let witness: WitnessKeeper
  private let onFatal: @Sendable (LedgerError) -> Void

  init(
    connection: sending SQLiteConnection, witness: WitnessKeeper,
    onFatal: @escaping @Sendable (LedgerError) -> Void
  ) {
    self.connection = Mutex(connection)
    self.witness = witness
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
        checkpoint(checkpointer)
      } while ended.wait(timeout: .now() + Self.checkpointInterval) == .timedOut
    }.start()
  }

  /// A checkpoint that cannot run now runs a second later; but one whose sync failed must not be
  /// tried again, as the system reports such a failure once and forgets what it could not write.
  private func checkpoint(_ checkpointer: borrowing Mutex<SQLiteConnection>) {
    do throws(LedgerError) {
      let frames = try checkpointer.withLock { connection throws(LedgerError) in
        try Self.checkpoint(connection)
      }
      if frames > Self.longLog { isLogLong.store(true, ordering: .relaxed) }
    } catch {
      fail(error)
    }
  }

  /// Moves what the log holds into the database; says how many frames the log has.
  private static func checkpoint(
    _ connection: SQLiteConnection
  ) throws(LedgerError) -> Int64 {
    try connection.query("PRAGMA wal_checkpoint(PASSIVE)") { row throws(LedgerError) in
      row.integer(1)
    }.first ?? 0
  }

  /// Under a load that never pauses the checkpointer is always a little behind, and the log would
  /// grow for ever: then the writer moves the rest, and the next commit begins the log anew.
  private func shortenLog() {
    guard isLogLong.exchange(false, ordering: .relaxed) else { return }
    do throws(LedgerError) {
      _ = try connection.withLock { connection throws(LedgerError) in
        try Self.checkpoint(connection)
      }
    } catch {
      fail(error)
    }
  }

  /// Takes nothing more once the disk or the file has failed.
  private func fail(_ error: LedgerError) {
    switch error {
    case .notDurable, .corrupt:
      state.withLock { $0.failure = error }
      onFatal(error)
    default: break
    }
  }

  func submit(_ write: PendingWrite) {
    let refusal = state.withLock { state -> LedgerError? in
      if let failure = state.failure { return failure }
      if state.end.isTold { return .closed }
      if state.waiting.count >= Self.capacity { return .engine("the commit queue is full") }
      state.waiting.append(write)
      return nil
    }
    if let refusal { write.refuse(refusal) } else { arrived.signal() }
  }

  func close() async {
    await withCheckedContinuation { continuation in
      if state.withLock({ $0.end.tell(continuation) }) { continuation.resume() }
      arrived.signal()
    }
  }

  private func run() {
    while true {
      arrived.wait()
      let (batch, isClosed) = state.withLock { state in
        defer { state.waiting = [] }
        return (state.waiting, state.end.isTold)
      }
      if !batch.isEmpty {
        shortenLog()
        commit(batch)
      }
      if isClosed, batch.isEmpty { break }
    }
    ended.signal()
    state.withLock { $0.end.come() }
  }

  private func commit(_ batch: [PendingWrite]) {
    do {
      let commit = try connection.withLock { connection throws(LedgerError) in
        try Self.transaction(connection, batch)
      }
      witness.saw(commit.number, stamp: commit.stamp, then: commit.beforeSends)
      for answer in commit.answers { answer() }
    } catch {
      fail(error)
      for write in batch { write.refuse(error) }
    }
  }

  private struct Commit: Sendable {
    var answers: [PendingWrite.Answer] = []
    /// Those that wait for the witness.
    var beforeSends: [PendingWrite.Answer] = []
    var number: Int64 = 0
    var stamp: LedgerStamp?
  }

  private static func transaction(
    _ connection: SQLiteConnection, _ batch: [PendingWrite]
  ) throws(LedgerError) -> Commit {
    var commit = Commit()
    try connection.run("BEGIN IMMEDIATE")
    do throws(LedgerError) {
      let before = connection.changes
      for write in batch { run(write, on: connection, &commit) }
      guard connection.isInTransaction else { throw LedgerError.engine("the batch was undone") }
      if connection.changes != before {
        let numbers = try connection.query(
          "UPDATE ledger SET commits = commits + 1 RETURNING commits"
        ) { row throws(LedgerError) in row.integer(0) }
        commit.number = numbers.first ?? 0
      }
      try connection.run("COMMIT")
      return commit
    } catch {
      // Undone either way: an engine that rolled back by itself has nothing left to undo.
      if connection.isInTransaction { _ = try? connection.run("ROLLBACK") }
      throw error
    }
  }

  private static func run(
    _ write: PendingWrite, on connection: SQLiteConnection, _ commit: inout Commit
  ) {
    let rows = SQLiteRows(connection: connection)
    let answer = write.run(rows)
    if rows.note.precedesSend {
      commit.beforeSends.append(answer)
    } else {
      commit.answers.append(answer)
    }
    // A stamp that was undone or cannot be read back reaches the witness with the next one.
    if rows.note.hasNewStamp { commit.stamp = (try? rows.stamp()) ?? commit.stamp }
  }
}
