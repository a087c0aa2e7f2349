internal import CSQLite
internal import CustomerStore
internal import Foundation

extension LedgerError {
  /// What SQLite says is wrong with the last call on a connection; values of rows are not in it.
  init(sqlite connection: OpaquePointer?) {
    // First of all: SQLite does not keep the cause of a commit that failed, the thread does.
    let cause = errno
    let code = sqlite3_extended_errcode(connection)
    switch code & 0xff {
    case SQLITE_CONSTRAINT: self = .conflict("constraint \(code)")
    case SQLITE_FULL: self = .full
    case SQLITE_CORRUPT, SQLITE_NOTADB: self = .corrupt("sqlite code \(code)")
    case SQLITE_IOERR where Self.isRoom(code, cause): self = .full
    case SQLITE_IOERR: self = .notDurable("sqlite code \(code)")
    default: self = .engine("sqlite code \(code)")
    }
  }

  /// Whether a write failed for want of room: a quota, a limit of the file's size, or the index of
  /// the log, which is written after the log itself is durable and can be made again.
  private static func isRoom(_ code: Int32, _ cause: Int32) -> Bool {
    switch code >> 8 {
    case 3: [ENOSPC, EDQUOT, EFBIG].contains(cause)
    case 19: true
    default: false
    }
  }
}
