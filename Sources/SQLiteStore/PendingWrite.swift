internal import CustomerStore

/// A transaction that waits for the next commit.
///
/// Exactly one of the answer that `run` returns (after the commit) and `refuse` is called.
struct PendingWrite: Sendable {
  /// Tells the caller what became of the transaction.
  typealias Answer = @Sendable () -> Void

  /// Makes the changes, in a savepoint of their own.
  let run: @Sendable (SQLiteRows) -> Answer
  /// Tells the caller that nothing was committed.
  let refuse: @Sendable (LedgerError) -> Void

  init(
    run: @escaping @Sendable (SQLiteRows) -> Answer,
    refuse: @escaping @Sendable (LedgerError) -> Void
  ) {
    self.run = run
    self.refuse = refuse
  }
}

extension SQLiteRows {
  /// Runs a body so that what it throws undoes its changes alone.
  func inSavepoint<Value>(
    _ body: (any LedgerTransaction) throws(LedgerError) -> Value
  ) -> Result<Value, LedgerError> {
    do throws(LedgerError) {
      try connection.run("SAVEPOINT one")
      do throws(LedgerError) {
        let value = try body(self)
        try connection.run("RELEASE one")
        return .success(value)
      } catch {
        try connection.run("ROLLBACK TO one")
        try connection.run("RELEASE one")
        return .failure(error)
      }
    } catch {
      return .failure(error)
    }
  }
}
