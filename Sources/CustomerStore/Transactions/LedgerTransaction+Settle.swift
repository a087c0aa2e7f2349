public import CustomerModel

extension LedgerTransaction {
  /// Commits key, body and watermark before the first byte leaves; returns what may be sent. Throws
  /// `stale` when the attempt moved on since `record` was read.
  public func freeze(
    _ record: AttemptRecord, _ request: FrozenRequest
  ) throws(LedgerError) -> AttemptRecord {
    var next = record
    next.attempt.state = .sending(request, ambiguous: false)
    try observe(request.watermark)
    return try depart(next)
  }

  /// Commits that a send with an unknown outcome may be under way, and returns the record as it
  /// stood before: its sender alone knows that nothing has happened yet.
  ///
  /// Whoever finds the row after a crash must not take a refusal of the next send for proof that
  /// nothing was made by the one that the crash cut off.
  public func depart(_ record: AttemptRecord) throws(LedgerError) -> AttemptRecord {
    guard case .sending(let request, _) = record.attempt.state else { throw .stale }
    var departed = record
    departed.attempt.state = .sending(request, ambiguous: true)
    try update(departed)
    var sender = record
    sender.revision += 1
    return sender
  }

  /// Commits that the same bytes go out again later.
  public func postpone(
    _ record: AttemptRecord, ambiguous: Bool, until due: WallTime, error word: String
  ) throws(LedgerError) {
    var next = record
    if case .sending(let request, let before) = record.attempt.state {
      next.attempt.state = .sending(request, ambiguous: before || ambiguous)
    }
    next.tries += 1
    next.nextTry = due
    next.lastError = word
    try update(next)
  }

  /// Commits that a key is spent; a scan after `quietUntil` tells what became of it.
  public func burn(
    _ record: AttemptRecord, _ cause: BurnCause, quietUntil: StripeInstant, due: WallTime,
    at now: WallTime
  ) throws(LedgerError) {
    guard case .sending(let request, _) = record.attempt.state else { throw .stale }
    var next = record
    next.attempt.state = .burnt(request, cause: cause, quietUntil: quietUntil)
    next.tries = 0
    next.nextTry = due
    next.lastError = cause.rawValue
    try update(next)
    try audit("attempt.burnt", record.attempt.subject, detail: cause.rawValue, at: now)
  }

  /// Begins the next generation, and notes a field that Stripe refused for a person to look at.
  public func replace(
    _ record: AttemptRecord, omitting field: ProfileField?, at now: WallTime
  ) throws(LedgerError) {
    let subject = record.attempt.subject
    try supersede(record)
    try insert(AttemptRecord(attempt: record.attempt.successor(omitting: field), at: now))
    if let field {
      try insert(
        ReviewRecord(
          reason: "refused_field", subject: subject, detail: field.rawValue, createdAt: now))
    }
    try audit(
      "attempt.replaced", subject, detail: field.map { "without \($0.rawValue)" } ?? "", at: now)
  }

  /// Puts a subject before a person.
  public func park(
    _ record: AttemptRecord, _ word: String, customerID: CustomerID? = nil, at now: WallTime
  ) throws(LedgerError) {
    let subject = record.attempt.subject
    var next = record
    next.attempt.state = .parked(word)
    next.lastError = word
    try update(next)
    if var owner = try self.subject(subject) {
      owner.state = .inReview
      try update(owner)
      try settleHeir(of: owner, as: .inReview)
    }
    try insert(
      ReviewRecord(
        reason: "attempt_parked", subject: subject, customerID: customerID, detail: word,
        createdAt: now))
    try audit("attempt.parked", subject, customerID: customerID, detail: word, at: now)
  }

  func supersede(_ record: AttemptRecord) throws(LedgerError) {
    var past = record
    past.attempt.state = .superseded
    try update(past)
  }
}
