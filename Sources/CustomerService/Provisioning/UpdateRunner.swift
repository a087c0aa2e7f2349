internal import CustomerModel
internal import CustomerStore
internal import Logging
internal import Stripe

/// Takes one subject's update as far as it goes now.
///
/// The next difference is fixed only after the outcome of the one before is known: a request that
/// Stripe executes late must not undo a newer one.
struct UpdateRunner: Sendable {
  let parts: ServiceParts
  let gate: StripeGate
  let waiters: SubjectWaiters
  /// Told of a subject that needs a customer again.
  let recreate: @Sendable (Subject) -> Void

  /// Runs until there is nothing to tell or the update must wait.
  func run(_ record: UpdateRecord) async {
    do {
      var current: UpdateRecord? = record
      while let record = current, !Task.isCancelled { current = try await advance(record) }
    } catch .stale {
      parts.logger.debug("update moved on meanwhile")
    } catch {
      parts.logger.error("cannot record an update's progress", metadata: ["cause": "\(error)"])
      // A ledger that refuses now, for want of room, would refuse again at once.
      await parts.clock.sleep(for: parts.policy.retry.initialDelay)
    }
    waiters.settled(record.subject)
  }

  private func advance(_ record: UpdateRecord) async throws(LedgerError) -> UpdateRecord? {
    let owner = try parts.ledger.read { reader throws(LedgerError) in
      try reader.subject(record.subject)
    }
    guard let owner, let customerID = owner.customerID, gate.isOpenForCalls else { return nil }
    if let frozen = record.frozen {
      return try await send(record, frozen, customerID)
    }
    return try await freeze(record, owner, customerID)
  }

  private func freeze(
    _ record: UpdateRecord, _ owner: SubjectRecord, _ customerID: CustomerID
  ) async throws(LedgerError) -> UpdateRecord? {
    guard let form = CreationBody.update(for: owner) else {
      try await parts.ledger.write { tx throws(LedgerError) in try tx.settleNothing(record) }
      return nil
    }
    let key = IdempotencyKey.update(
      namespace: parts.policy.namespace, customerID: customerID, version: owner.profileVersion,
      revision: record.revision)
    let frozen = UpdateRecord.Frozen(
      version: owner.profileVersion, key: key, body: form.bytes, profile: owner.profile)
    return try await parts.ledger.write { tx throws(LedgerError) in
      try tx.freeze(record, frozen)
    }
  }

  private func send(
    _ record: UpdateRecord, _ frozen: UpdateRecord.Frozen, _ customerID: CustomerID
  ) async throws(LedgerError) -> UpdateRecord? {
    guard let id = customerID.forStripe, let key = frozen.key.forStripe else { return nil }
    let foreground = waiters.isAwaited(record.subject)
    let outcome = await gate.perform(.updateCustomer, foreground: foreground) {
      await $0.updateCustomer(
        id, body: FormBody(frozen: frozen.body), idempotencyKey: key)
    }
    guard let outcome else { return nil }
    let now = parts.clock.wallNow()
    switch outcome {
    case .ok(let customer, _) where customer.deleted:
      try await customerGone(customerID, of: record.subject, at: now)
    case .ok:
      try await parts.ledger.write { tx throws(LedgerError) in
        try tx.settle(record, frozen, at: now)
      }
      return try next(record.subject)
    case .refused(let detail) where detail.isNotFound:
      try await lookForDeletion(record, customerID, at: now)
    case .refused(let detail):
      let word = detail.param ?? detail.code ?? "refused_\(detail.status)"
      try await parts.ledger.write { tx throws(LedgerError) in
        try tx.refuse(record, frozen, word: word, at: now)
      }
      return try next(record.subject)
    case .keySpent:
      // An update can be told again under a fresh key: the same difference changes nothing twice.
      try await postpone(record, outcome.word, outcome.retryAfter, again: false)
    case .accountWide: break
    case .unknown, .notExecuted, .redirected:
      try await postpone(record, outcome.word, outcome.retryAfter, again: true)
    }
    return nil
  }

  private func next(_ subject: Subject) throws(LedgerError) -> UpdateRecord? {
    try parts.ledger.read { reader throws(LedgerError) in try reader.update(of: subject) }
  }

  private func postpone(
    _ record: UpdateRecord, _ word: String, _ atLeast: Duration?, again: Bool
  ) async throws(LedgerError) {
    let delay = parts.policy.retry.delay(
      after: record.tries + 1, random: parts.random(), atLeast: atLeast)
    let due = parts.clock.wallNow() + delay
    try await parts.ledger.write { tx throws(LedgerError) in
      try tx.postpone(record, until: due, error: word, again: again)
    }
  }

  /// A customer that cannot be updated is deleted, or another account's: only the first is proof.
  private func lookForDeletion(
    _ record: UpdateRecord, _ customerID: CustomerID, at now: WallTime
  ) async throws(LedgerError) {
    guard let id = customerID.forStripe else { return }
    let outcome = await gate.perform(.retrieveCustomer, foreground: false) {
      await $0.retrieveCustomer(id)
    }
    if case .ok(let customer, _) = outcome, customer.deleted {
      return try await customerGone(customerID, of: record.subject, at: now)
    }
    try await postpone(record, "customer_missing", nil, again: true)
  }

  private func customerGone(
    _ customerID: CustomerID, of subject: Subject, at now: WallTime
  ) async throws(LedgerError) {
    let recreates = parts.policy.recreatesDeleted
    let isRetired = try await parts.ledger.write { tx throws(LedgerError) in
      try tx.customerDeleted(customerID, recreate: recreates, at: now)
    }
    if isRetired, recreates { recreate(subject) }
  }
}
