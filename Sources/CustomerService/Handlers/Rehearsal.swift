internal import CustomerStore
internal import Synchronization

/// Keeps what a transaction would answer while the transaction itself is undone.
final class Rehearsal<Value: Sendable>: Sendable {
  private let kept = Mutex<Value?>(nil)

  /// What the transaction would have answered; nil when it failed by itself.
  var value: Value? { kept.withLock { $0 } }

  /// Runs a body, keeps its answer, and throws so that its changes are undone.
  func run(
    _ body: (any LedgerTransaction) throws(LedgerError) -> Value, _ tx: any LedgerTransaction
  ) throws(LedgerError) -> Value {
    let answer = try body(tx)
    kept.withLock { $0 = answer }
    throw .conflict("rehearsed")
  }
}
