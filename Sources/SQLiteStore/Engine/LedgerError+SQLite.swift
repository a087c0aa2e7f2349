internal import CSQLite
internal import CustomerStore

extension LedgerError {
  /// What SQLite says is wrong with the last call on a connection; values of rows are not in it.
  init(sqlite connection: OpaquePointer?) {
    let code = sqlite3_extended_errcode(connection)
    switch code & 0xff {
    case SQLITE_CONSTRAINT: self = .conflict("constraint \(code)")
    case SQLITE_FULL: self = .full
    case SQLITE_CORRUPT, SQLITE_NOTADB: self = .corrupt("sqlite code \(code)")
    case SQLITE_IOERR: self = .notDurable("sqlite code \(code)")
    default: self = .engine("sqlite code \(code)")
    }
  }
}
