internal import CustomerAPI
internal import CustomerStore
internal import JSONRPC
internal import Logging

extension ServiceParts {
  /// Reads the ledger for a caller.
  func reading<Value: Sendable>(
    _ body: (any LedgerReader) throws(LedgerError) -> Value
  ) throws(RPCError) -> Value {
    do { return try ledger.read(body) } catch { throw refusal(error, executed: .no) }
  }

  /// Commits for a caller; an error means that nothing was committed, unless the disk itself failed.
  ///
  /// A dry run answers what the transaction would, and undoes it.
  func writing<Value: Sendable>(
    dryRun: Bool = false,
    _ body: @escaping @Sendable (any LedgerTransaction) throws(LedgerError) -> Value
  ) async throws(RPCError) -> Value {
    let rehearsal = Rehearsal<Value>()
    do {
      guard dryRun else { return try await ledger.write(body) }
      return try await ledger.write { tx throws(LedgerError) in try rehearsal.run(body, tx) }
    } catch {
      if let value = rehearsal.value { return value }
      var executed = Executed.no
      if case .notDurable = error { executed = .unknown }
      throw refusal(error, executed: executed)
    }
  }

  private func refusal(_ error: LedgerError, executed: Executed) -> RPCError {
    logger.error("the ledger refuses", metadata: ["cause": "\(error)"])
    let message =
      error == .full
      ? "cannot write the ledger: there is no room on the disk" : "cannot read or write the ledger"
    return RPCError(
      .ledgerUnavailable, message, executed: executed, retryAfter: .seconds(1))
  }
}
