internal import CustomerModel
internal import CustomerStore

/// The rows of a ledger, as one connection sees them within one transaction.
struct SQLiteRows: LedgerTransaction {
  let connection: SQLiteConnection
  /// What a commit of these changes means for the witness.
  var note = CommitNote()

  /// Runs a change that must hit exactly one row.
  func runOnOne(_ sql: String, _ values: [SQLiteValue]) throws(LedgerError) {
    guard try connection.run(sql, values) == 1 else { throw .stale }
  }
}

extension Subject {
  init(kind: String, stored id: String) throws(LedgerError) {
    guard let subject = Subject(kind: kind, id: id) else {
      throw .corrupt("a row names no kind of subject")
    }
    self = subject
  }
}
