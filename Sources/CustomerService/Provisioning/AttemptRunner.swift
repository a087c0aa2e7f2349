internal import CustomerModel
internal import CustomerStore
internal import Logging
internal import Stripe

/// Takes one subject's attempt as far as it goes now: asks the state machine, does what it says,
/// commits what came of it.
struct AttemptRunner: Sendable {
  let parts: ServiceParts
  let gate: StripeGate
  let waiters: SubjectWaiters

  /// Runs until the attempt is settled or must wait. What fails in the ledger is left to the next
  /// round, after a rest: the row says where to go on, and it is due at once.
  func run(_ record: AttemptRecord) async {
    let subject = record.attempt.subject
    do {
      var current: AttemptRecord? = record
      while let record = current, !Task.isCancelled { current = try await advance(record) }
    } catch .stale {
      parts.logger.debug("attempt moved on meanwhile")
    } catch {
      parts.logger.error("cannot record an attempt's progress", metadata: ["cause": "\(error)"])
      // A ledger that refuses now, for want of room, would refuse again at once.
      await parts.clock.sleep(for: parts.policy.retry.initialDelay)
    }
    wakeWaiters(for: subject)
  }

  private func wakeWaiters(for subject: Subject) {
    // An unreadable ledger wakes nobody; their deadlines do.
    let record = try? parts.ledger.read { reader throws(LedgerError) in
      try reader.subject(subject)
    }
    if let record = record.flatMap({ $0 }), record.state != .pending { waiters.settled(record) }
  }

  /// One action and its commit; nil when there is nothing more to do now.
  private func advance(_ record: AttemptRecord) async throws(LedgerError) -> AttemptRecord? {
    let action = record.attempt.action(
      at: gate.stripeNow, credential: gate.credential, policy: parts.policy.attempt)
    switch action {
    case .freeze: return try await adopt(record)
    case .send(let request): return try await send(try await depart(record), request)
    case .learnStripeTime: return await learnStripeTime() ? record : nil
    case .burn(let cause): return try await burn(record, cause)
    case .wait, .scan, .rest: return nil
    }
  }

  private func learnStripeTime() async -> Bool {
    await gate.look()
    return gate.stripeNow != nil && gate.isOpenForCalls
  }

  /// Adopts where that is allowed, else fixes what is to be sent.
  private func adopt(_ record: AttemptRecord) async throws(LedgerError) -> AttemptRecord? {
    let adoption = AdoptionLook(parts: parts, gate: gate)
    let foreground = waiters.isAwaited(record.attempt.subject)
    switch try await adoption.look(for: record, foreground: foreground) {
    case .adopted: return nil
    case .nothing: return try await freezeAndSend(record)
    case .unanswered(let outcome):
      guard let outcome else { return nil }
      try await postpone(record, ambiguous: false, outcome.word, outcome.retryAfter)
      return nil
    }
  }

  private func freezeAndSend(
    _ record: AttemptRecord
  ) async throws(LedgerError) -> AttemptRecord? {
    guard let watermark = gate.watermark else { return record }
    let frozen = try await freeze(record, watermark)
    guard case .sending(let request, _) = frozen.attempt.state else { return frozen }
    return try await send(frozen, request)
  }

  private func freeze(
    _ record: AttemptRecord, _ watermark: StripeInstant
  ) async throws(LedgerError) -> AttemptRecord {
    let (attempt, gate, policy) = (record.attempt, gate, parts.policy)
    let key = IdempotencyKey.creation(
      namespace: policy.namespace, subject: attempt.subject, generation: attempt.generation)
    return try await parts.ledger.write { tx throws(LedgerError) in
      guard let owner = try tx.subject(attempt.subject) else { throw .stale }
      let form = CreationBody.form(for: owner, key: key, omitting: attempt.omitting)
      return try tx.freeze(
        record,
        FrozenRequest(
          key: key, body: form.bytes, watermark: watermark, credential: gate.credential))
    }
  }

  /// Commits, where it is not known yet, that the outcome of a send may be lost with this process.
  private func depart(_ record: AttemptRecord) async throws(LedgerError) -> AttemptRecord {
    if case .sending(_, ambiguous: true) = record.attempt.state { return record }
    return try await parts.ledger.write { tx throws(LedgerError) in try tx.depart(record) }
  }

  private func send(
    _ record: AttemptRecord, _ request: FrozenRequest
  ) async throws(LedgerError) -> AttemptRecord? {
    guard let key = request.key.forStripe else { return nil }
    let foreground = waiters.isAwaited(record.attempt.subject)
    let outcome = await gate.perform(.createCustomer, foreground: foreground) {
      await $0.createCustomer(body: FormBody(frozen: request.body), idempotencyKey: key)
    }
    guard let outcome else { return nil }
    let event = AttemptEvent(creating: outcome)
    return try await settle(record, event, outcome, held: outcome.success?.value.profile)
  }

  private func settle(
    _ record: AttemptRecord, _ event: AttemptEvent, _ outcome: StripeOutcome<StripeCustomer>,
    held: Profile?
  ) async throws(LedgerError) -> AttemptRecord? {
    let now = parts.clock.wallNow()
    let step = record.attempt.step(
      for: event, namespace: parts.policy.namespace, mode: parts.mode)
    switch step {
    case .look(let candidate):
      return try await look(record, candidate)
    case .bind(let candidate, let duplicates):
      let held = held ?? Profile()
      try await parts.ledger.write { tx throws(LedgerError) in
        try tx.bind(record, to: candidate, duplicates: duplicates, held: held, at: now)
      }
    case .retry(let ambiguous):
      try await postpone(record, ambiguous: ambiguous, outcome.word, outcome.retryAfter)
    case .holdAccount:
      try await postpone(record, ambiguous: false, outcome.word, nil)
    case .burn(let cause):
      return try await burn(record, cause)
    case .replace(let field):
      try await parts.ledger.write { tx throws(LedgerError) in
        try tx.replace(record, omitting: field, at: now)
      }
      return try latest(record.attempt.subject)
    case .replaceDeleted(let candidate):
      let recreate = parts.policy.recreatesDeleted
      try await parts.ledger.write { tx throws(LedgerError) in
        try tx.replaceDeleted(record, candidate, recreate: recreate, at: now)
      }
      return try latest(record.attempt.subject)
    case .park(let word):
      try await parts.ledger.write { tx throws(LedgerError) in try tx.park(record, word, at: now) }
    case .ignore:
      break
    }
    return nil
  }

  /// A replayed answer proves that the customer was made, not that it lives.
  private func look(
    _ record: AttemptRecord, _ candidate: Candidate
  ) async throws(LedgerError) -> AttemptRecord? {
    guard let id = candidate.customerID.forStripe else { return nil }
    let outcome = await gate.perform(.retrieveCustomer, foreground: true) {
      await $0.retrieveCustomer(id)
    }
    guard let outcome else { return nil }
    guard case .ok(let customer, _) = outcome else {
      try await postpone(record, ambiguous: true, outcome.word, outcome.retryAfter)
      return nil
    }
    let event = AttemptEvent.looked(candidate, alive: !customer.deleted)
    return try await settle(record, event, outcome, held: customer.profile)
  }

  private func latest(_ subject: Subject) throws(LedgerError) -> AttemptRecord? {
    let latest = try parts.ledger.read { reader throws(LedgerError) in
      try reader.latestAttempt(of: subject)
    }
    return latest.flatMap { $0.attempt.state.isOpen ? $0 : nil }
  }

  private func postpone(
    _ record: AttemptRecord, ambiguous: Bool, _ word: String, _ atLeast: Duration?
  ) async throws(LedgerError) {
    let delay = parts.policy.retry.delay(
      after: record.tries + 1, random: parts.random(), atLeast: atLeast)
    let due = parts.clock.wallNow() + delay
    try await parts.ledger.write { tx throws(LedgerError) in
      try tx.postpone(record, ambiguous: ambiguous, until: due, error: word)
    }
  }

  private func burn(
    _ record: AttemptRecord, _ cause: BurnCause
  ) async throws(LedgerError) -> AttemptRecord? {
    guard let stripeNow = gate.stripeNow else { return record }
    let (now, quiet) = (parts.clock.wallNow(), parts.policy.attempt.quietTime)
    try await parts.ledger.write { tx throws(LedgerError) in
      try tx.burn(record, cause, quietUntil: stripeNow + quiet, due: now + quiet, at: now)
    }
    return nil
  }
}
