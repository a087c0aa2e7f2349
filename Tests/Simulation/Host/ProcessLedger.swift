import CustomerModel
import CustomerStore
import Synchronization

/// The ledger as one process sees it: commits take time, and a process may die before its commit,
/// or after it and before it learns so.
struct ProcessLedger: CustomerLedger {
  let disk: Disk
  let world: World
  let pulse: Pulse
  let mutant: Mutant?

  func read<Value: Sendable>(
    _ body: (any LedgerReader) throws(LedgerError) -> Value
  ) throws(LedgerError) -> Value {
    guard pulse.isBeating else { throw .closed }
    return try disk.ledger.read { reader throws(LedgerError) in
      try body(mutant.map { MutantTransaction(reader, $0) } ?? reader)
    }
  }

  func write<Value: Sendable>(
    _ body: @escaping @Sendable (any LedgerTransaction) throws(LedgerError) -> Value
  ) async throws(LedgerError) -> Value {
    if mutant == .answersBeforeCommit { return try await answerEarly(body) }
    await world.pause(latency)
    let value = try commit(body)
    await world.pause(latency)
    guard pulse.isBeating else { throw .closed }
    return value
  }

  private var latency: Duration { world.draw { $0.duration(.zero, .milliseconds(4)) } }

  private func commit<Value: Sendable>(
    _ body: @escaping @Sendable (any LedgerTransaction) throws(LedgerError) -> Value
  ) throws(LedgerError) -> Value {
    guard pulse.isBeating else { throw .closed }
    if disk.isFull { throw .full }
    let mutant = mutant
    let value = try disk.ledger.commit { tx throws(LedgerError) in
      try body(mutant.map { MutantTransaction(tx, $0) } ?? tx)
    }
    world.note("commit")
    return value
  }

  /// The mutant that tells first and writes afterwards.
  private func answerEarly<Value: Sendable>(
    _ body: @escaping @Sendable (any LedgerTransaction) throws(LedgerError) -> Value
  ) async throws(LedgerError) -> Value {
    guard pulse.isBeating else { throw .closed }
    let value = try MemoryLedger(copying: disk.ledger).commit(body)
    world.schedule(after: world.draw { $0.duration(.zero, .seconds(2)) }) {
      // What fails here was promised already: that is the mutant's fault, and the simulation's find.
      _ = try? commit(body)
    }
    return value
  }
}
