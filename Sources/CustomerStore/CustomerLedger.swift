/// The truth about who has which customer.
///
/// Implemented by SQLite for the daemon and in memory for simulation; every backend passes the
/// same conformance suite.
public protocol CustomerLedger: Sendable {
  /// Reads one consistent view, on the caller's thread; never waits for a writer.
  func read<Value: Sendable>(
    _ body: (any LedgerReader) throws(LedgerError) -> Value
  ) throws(LedgerError) -> Value

  /// Runs a transaction and returns once its commit is durable.
  ///
  /// Many callers' transactions share one commit. The body may be run again only if nothing of its
  /// first run remains, and must not wait for anything. What it throws undoes its changes alone.
  func write<Value: Sendable>(
    _ body: @escaping @Sendable (any LedgerTransaction) throws(LedgerError) -> Value
  ) async throws(LedgerError) -> Value
}
