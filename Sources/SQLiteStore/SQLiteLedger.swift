public import CustomerStore
internal import Foundation
internal import Synchronization

/// The ledger in one SQLite file of this host.
///
/// One writer thread drains whatever waits into one transaction and one fsync, and answers only
/// after the commit; readers have connections of their own and never wait for it. A second process
/// on the file is refused.
public final class SQLiteLedger: CustomerLedger {
  private let lock: LockFile
  private let writer: CommitQueue
  private let witness: WitnessKeeper
  private let onFatal: @Sendable (LedgerError) -> Void
  private let readers: [Reader]
  private let turn = Atomic<UInt64>(0)

  private final class Reader: Sendable {
    let connection: Mutex<SQLiteConnection>
    init(path: String) throws(LedgerError) {
      let opened = try SQLiteConnection(path: path, readOnly: true)
      try opened.script("PRAGMA query_only = ON; PRAGMA trusted_schema = OFF;")
      connection = Mutex(opened)
    }
  }

  /// Opens the ledger, creating or migrating the file.
  ///
  /// - Parameters:
  ///   - path: the file; beside it come `-wal`, `-shm`, `.lock` and `.witness`, all of mode 0600.
  ///   - onFatal: called when a commit could not be made durable, or the file turns out to be
  ///     damaged: the process must end.
  /// - Throws: `inUse`, `corrupt`, `newerSchema`, `full`, or `engine` when the file cannot be
  ///   opened.
  public init(
    path: String, onFatal: @escaping @Sendable (LedgerError) -> Void
  ) throws(LedgerError) {
    lock = try LockFile(path: path + ".lock")
    try Self.makePrivate(path)
    let connection = try SQLiteConnection(path: path)
    try Self.prepare(connection)
    try Self.shortenLog(connection, path)
    let before = try Schema.migrate(connection)
    let file = try WitnessFile(path: path + ".witness")
    let standing = try WitnessCheck(connection).settle(file, isUpgrade: before == 1)
    let isChecked = try FileCheck.atOnce(connection, path: path)
    self.onFatal = onFatal
    witness = WitnessKeeper(file: file, note: standing, holds: !isChecked, onFatal: onFatal)
    writer = CommitQueue(connection: connection, witness: witness, onFatal: onFatal)
    readers = [try Reader(path: path), try Reader(path: path)]
    witness.start()
    writer.start(checkpointing: try SQLiteConnection(path: path))
    if !isChecked {
      let other = try SQLiteConnection(path: path)
      FileCheck.later(other, onFatal: onFatal) { [witness] in witness.release() }
    }
  }

  /// Ends the writer after everything accepted is committed, and lets the next process in; later
  /// writes get `closed`.
  public func close() async {
    await writer.close()
    await witness.close()
    lock.release()
  }

  /// Reads one consistent view, on the caller's thread.
  public func read<Value: Sendable>(
    _ body: (any LedgerReader) throws(LedgerError) -> Value
  ) throws(LedgerError) -> Value {
    let index = turn.wrappingAdd(1, ordering: .relaxed).newValue
    let reader = readers[Int(index % UInt64(readers.count))]
    return try reader.connection.withLock { connection throws(LedgerError) -> Value in
      try connection.run("BEGIN")
      do throws(LedgerError) {
        let value = try body(SQLiteRows(connection: connection))
        try connection.run("COMMIT")
        return value
      } catch {
        // The view is given up either way; the error that matters is the body's.
        _ = try? connection.run("ROLLBACK")
        if case .corrupt = error { onFatal(error) }
        throw error
      }
    }
  }

  /// Runs a transaction and returns once its commit is durable.
  public func write<Value: Sendable>(
    _ body: @escaping @Sendable (any LedgerTransaction) throws(LedgerError) -> Value
  ) async throws(LedgerError) -> Value {
    let result: Result<Value, LedgerError> = await withCheckedContinuation { continuation in
      writer.submit(
        PendingWrite { rows in
          let outcome = rows.inSavepoint(body)
          return { continuation.resume(returning: outcome) }
        } refuse: { error in
          continuation.resume(returning: .failure(error))
        })
    }
    return try result.get()
  }

  private static func makePrivate(_ path: String) throws(LedgerError) {
    let descriptor = Foundation.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .engine("cannot open the file: errno \(errno)") }
    Foundation.close(descriptor)
  }

  /// A log that grew over many starts in a row, each too short to empty it, is emptied at once:
  /// every start reads the whole of it.
  private static func shortenLog(
    _ connection: SQLiteConnection, _ path: String
  ) throws(LedgerError) {
    // A log whose size cannot be read is left to the checkpointer.
    let size = (try? FileManager.default.attributesOfItem(atPath: path + "-wal")[.size]) as? Int
    guard let size, size > 64 << 20 else { return }
    // The log stays as it is where there is no room to move it: opening goes on.
    do throws(LedgerError) {
      try connection.script("PRAGMA wal_checkpoint(TRUNCATE)")
    } catch .full {
      return
    }
  }

  /// WAL first, then FULL, read back: an engine or a library may set its own on entering WAL.
  private static func prepare(_ connection: SQLiteConnection) throws(LedgerError) {
    let mode = try connection.query("PRAGMA journal_mode = WAL") { $0.text(0) }.first
    try connection.script(
      """
      PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;
      PRAGMA cell_size_check = ON; PRAGMA wal_autocheckpoint = 0;
      """)
    let level = try connection.query("PRAGMA synchronous") { $0.integer(0) }.first
    guard mode == "wal", level == 2 else {
      throw .engine("cannot make commits durable: journal \(mode ?? "none")")
    }
  }
}
