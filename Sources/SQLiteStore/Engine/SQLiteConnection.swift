internal import CSQLite
internal import CustomerStore

/// One connection to the database file and its prepared statements.
///
/// Not Sendable: it lives behind a lock of whoever owns it.
final class SQLiteConnection {
  private let handle: OpaquePointer
  private var statements: [String: SQLiteStatement] = [:]

  /// Opens the file, creating it where it is missing (mode as the process's umask says).
  init(path: String, readOnly: Bool = false) throws(LedgerError) {
    var handle: OpaquePointer?
    let access = readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
    let code = sqlite3_open_v2(path, &handle, access | SQLITE_OPEN_NOMUTEX, nil)
    guard code == SQLITE_OK, let handle else {
      let error = LedgerError(sqlite: handle)
      sqlite3_close_v2(handle)
      throw error
    }
    self.handle = handle
    sqlite3_extended_result_codes(handle, 1)
    sqlite3_busy_timeout(handle, 5000)
  }

  deinit {
    statements = [:]
    sqlite3_close_v2(handle)
  }

  /// Runs a statement and reads every row; the statement stays prepared.
  func query<Value>(
    _ sql: String, _ values: [SQLiteValue] = [],
    _ read: (SQLiteRow) throws(LedgerError) -> Value
  ) throws(LedgerError) -> [Value] {
    try statement(sql).rows(values, read)
  }

  /// Runs a statement that answers no rows; says how many it changed.
  @discardableResult
  func run(_ sql: String, _ values: [SQLiteValue] = []) throws(LedgerError) -> Int {
    _ = try statement(sql).rows(values) { _ throws(LedgerError) in }
    return Int(sqlite3_changes(handle))
  }

  /// Runs many statements at once, without values; for schema and pragmas.
  func script(_ sql: String) throws(LedgerError) {
    guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else {
      throw LedgerError(sqlite: handle)
    }
  }

  /// How many rows were changed since the connection was opened.
  var changes: Int64 { sqlite3_total_changes64(handle) }

  /// Whether a transaction is open.
  var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

  private func statement(_ sql: String) throws(LedgerError) -> SQLiteStatement {
    if let known = statements[sql] { return known }
    let new = try SQLiteStatement(sql, on: handle)
    statements[sql] = new
    return new
  }
}
