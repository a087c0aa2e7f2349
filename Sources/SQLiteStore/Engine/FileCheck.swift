internal import CustomerStore
internal import Foundation
internal import Synchronization

/// Reads the whole file and holds tables and indices against each other.
///
/// SQLite keeps no checksums of its pages: what a damaged page would answer is found this way, and
/// by the seals of the rows. A small file is read before anything is answered, a large one
/// meanwhile; until that has ended no new creation leaves.
enum FileCheck {
  /// Up to this size the check takes some ten milliseconds.
  private static let smallEnough = 8 << 20

  /// Checks a small file; false when it is left for later. Throws `corrupt`.
  static func atOnce(
    _ connection: SQLiteConnection, path: String
  ) throws(LedgerError) -> Bool {
    // A file whose size cannot be read counts as large.
    let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size]) as? Int
    guard let size, size <= smallEnough else { return false }
    try run(connection)
    return true
  }

  /// Checks on a thread of its own, then calls one of the two.
  static func later(
    _ connection: sending SQLiteConnection, onFatal: @escaping @Sendable (LedgerError) -> Void,
    then done: @escaping @Sendable () -> Void
  ) {
    let held = Mutex(connection)
    Thread {
      do throws(LedgerError) {
        try held.withLock { connection throws(LedgerError) in
          // A look at the database alone does not keep the log from being begun anew.
          try connection.script("PRAGMA wal_checkpoint(PASSIVE)")
          for table in deciding { try run(connection, "'\(table)'") }
        }
        done()
        // One table at a time: while one is read, the log can only grow.
        try held.withLock { connection throws(LedgerError) in
          for table in others { try run(connection, "'\(table)'") }
        }
      } catch {
        onFatal(error)
      }
    }.start()
  }

  /// The tables that say who has which customer, and those that do not.
  private static let deciding = ["ledger", "subjects", "bindings", "attempts"]
  private static let others = ["updates", "intake_payments", "reviews", "audit"]

  private static func run(
    _ connection: SQLiteConnection, _ what: String = "1"
  ) throws(LedgerError) {
    let findings = try connection.query("PRAGMA integrity_check(\(what))") { $0.text(0) }
    guard findings == ["ok"] else { throw .corrupt("integrity check") }
  }
}
