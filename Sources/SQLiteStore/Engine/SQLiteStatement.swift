internal import CSQLite
internal import CustomerStore

/// A prepared statement; belongs to one connection and is used where the connection is.
final class SQLiteStatement {
  private let handle: OpaquePointer
  private let connection: OpaquePointer
  private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  init(_ sql: String, on connection: OpaquePointer) throws(LedgerError) {
    var handle: OpaquePointer?
    let code = sqlite3_prepare_v3(
      connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &handle, nil)
    guard code == SQLITE_OK, let handle else { throw LedgerError(sqlite: connection) }
    self.handle = handle
    self.connection = connection
  }

  deinit { sqlite3_finalize(handle) }

  /// Runs the statement and reads every row.
  func rows<Value>(
    _ values: [SQLiteValue], _ read: (SQLiteRow) throws(LedgerError) -> Value
  ) throws(LedgerError) -> [Value] {
    defer { reset() }
    bind(values)
    var result: [Value] = []
    while true {
      switch sqlite3_step(handle) {
      case SQLITE_ROW: result.append(try read(SQLiteRow(handle: handle)))
      case SQLITE_DONE: return result
      default: throw LedgerError(sqlite: connection)
      }
    }
  }

  private func reset() {
    sqlite3_reset(handle)
    sqlite3_clear_bindings(handle)
  }

  private func bind(_ values: [SQLiteValue]) {
    for (index, value) in values.enumerated() {
      let place = Int32(index + 1)
      switch value {
      case .integer(let number): sqlite3_bind_int64(handle, place, number)
      case .text(let text):
        let count = Int32(text.utf8.count)
        _ = text.withCString { sqlite3_bind_text(handle, place, $0, count, Self.transient) }
      case .blob(let bytes):
        _ = bytes.withUnsafeBytes {
          sqlite3_bind_blob(handle, place, $0.baseAddress, Int32($0.count), Self.transient)
        }
      case .null: sqlite3_bind_null(handle, place)
      }
    }
  }
}
