internal import CustomerModel
internal import CustomerStore
internal import Logging

/// Finds out from Stripe's list what became of attempts whose key is spent.
///
/// One scan, from the earliest watermark to the end of the list, serves every attempt that waits.
/// A list that fails is not "not found": the scan is then begun anew, later.
struct Reconciler: Sendable {
  let parts: ServiceParts
  let gate: StripeGate
  let waiters: SubjectWaiters
  /// Told of subjects whose next generation can begin.
  let hurry: @Sendable (Subject) -> Void

  private static let batch = 10_000

  /// Works until the task is cancelled.
  func run() async {
    while !Task.isCancelled {
      if gate.isOpenForCalls {
        do { try await scanForReady() } catch {
          parts.logger.error("cannot reconcile", metadata: ["cause": "\(error)"])
        }
      }
      await parts.clock.sleep(for: parts.policy.reconcilePause)
    }
  }

  /// One scan for every burnt attempt whose quiet time is over.
  func scanForReady() async throws(LedgerError) {
    let burnt = try parts.ledger.read { reader throws(LedgerError) in
      try reader.burntAttempts(limit: Self.batch)
    }
    if burnt.isEmpty { return }
    // On an idle daemon nothing else asks Stripe for its time, and the quiet time would never end.
    if gate.stripeNow == nil { await gate.look() }
    var ready: [AttemptRecord] = []
    var earliest: StripeInstant?
    for record in burnt {
      let action = record.attempt.action(
        at: gate.stripeNow, credential: gate.credential, policy: parts.policy.attempt)
      if case .scan(let from) = action {
        ready.append(record)
        earliest = min(earliest ?? from, from)
      }
    }
    guard let earliest else { return }
    var found: [Subject: [CustomerList.Entry]] = [:]
    let complete = await CustomerList(parts: parts, gate: gate).read(from: earliest) { _, entries in
      for entry in entries { found[entry.owner, default: []].append(entry) }
    }
    guard complete else { return }
    for record in ready { try await settle(record, found[record.attempt.subject] ?? []) }
  }

  private func settle(
    _ record: AttemptRecord, _ mine: [CustomerList.Entry]
  ) async throws(LedgerError) {
    let (subject, now) = (record.attempt.subject, parts.clock.wallNow())
    let step = record.attempt.step(
      for: .scanned(mine.map(\.candidate)), namespace: parts.policy.namespace, mode: parts.mode)
    switch step {
    case .bind(let candidate, let duplicates):
      let held = mine.first { $0.candidate == candidate }?.profile ?? Profile()
      try await parts.ledger.write { tx throws(LedgerError) in
        try tx.bind(record, to: candidate, duplicates: duplicates, held: held, at: now)
      }
      let bound = try parts.ledger.read { reader throws(LedgerError) in
        try reader.subject(subject)
      }
      if let bound { waiters.settled(bound) }
    case .replace(let field):
      try await parts.ledger.write { tx throws(LedgerError) in
        try tx.replace(record, omitting: field, at: now)
      }
      hurry(subject)
    default: break
    }
  }
}
