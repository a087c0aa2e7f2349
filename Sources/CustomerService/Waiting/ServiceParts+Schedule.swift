internal import CustomerModel
internal import CustomerStore

extension ServiceParts {
  /// Beyond any delay of ours: what is due later than this is due now, as the clock was set back.
  func horizon(from now: WallTime) -> WallTime { now + policy.retry.maxDelay * 2 }

  /// How long a worker may rest until its next row is due, at most the idle pause.
  ///
  /// What is due already is under way, or finds no room: whatever ends wakes the worker.
  func untilDue(
    _ next: (any LedgerReader, WallTime) throws(LedgerError) -> WallTime?
  ) -> Duration {
    let now = clock.wallNow()
    let due = try? ledger.read { reader throws(LedgerError) in try next(reader, now) }
    // Without a readable ledger the idle pause is the right pace to look again.
    guard let due = due.flatMap({ $0 }) else { return policy.idlePause }
    return min(due.since(now), policy.idlePause)
  }
}
