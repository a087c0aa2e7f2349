internal import CustomerModel
internal import Synchronization

/// The ledger in memory: nothing outlives the process.
///
/// It is what simulations run on, and it holds the same rules as every backend (the conformance
/// suite says so). A read looks through the rows it needs, a write copies the tables it changes:
/// both cost O(n), which is right for some hundred subjects and wrong for more.
public final class MemoryLedger: CustomerLedger {
  private let tables: Mutex<MemoryTables>

  /// Makes an empty ledger.
  public init() { tables = Mutex(MemoryTables()) }

  /// Makes a ledger that holds what another held at this moment, as a restored backup does.
  public init(copying other: MemoryLedger) {
    tables = Mutex(other.tables.withLock { $0 })
  }

  /// Reads one consistent view.
  public func read<Value: Sendable>(
    _ body: (any LedgerReader) throws(LedgerError) -> Value
  ) throws(LedgerError) -> Value {
    try body(MemoryTransaction(tables.withLock { $0 }))
  }

  /// Runs a transaction; whole or not at all.
  public func write<Value: Sendable>(
    _ body: @escaping @Sendable (any LedgerTransaction) throws(LedgerError) -> Value
  ) async throws(LedgerError) -> Value {
    try commit(body)
  }

  /// Runs a transaction at once.
  public func commit<Value: Sendable>(
    _ body: (any LedgerTransaction) throws(LedgerError) -> Value
  ) throws(LedgerError) -> Value {
    try tables.withLock { tables throws(LedgerError) -> Value in
      let transaction = MemoryTransaction(tables)
      let value = try body(transaction)
      tables = transaction.tables
      return value
    }
  }
}
