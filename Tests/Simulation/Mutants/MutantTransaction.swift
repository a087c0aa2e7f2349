import CustomerModel
import CustomerStore

/// A ledger's rows, read or written as a mutant does.
struct MutantTransaction: LedgerTransaction {
  private let reader: any LedgerReader
  private let writer: (any LedgerTransaction)?
  private let mutant: Mutant

  init(_ reader: any LedgerReader, _ mutant: Mutant) {
    self.reader = reader
    self.writer = nil
    self.mutant = mutant
  }

  init(_ transaction: any LedgerTransaction, _ mutant: Mutant) {
    reader = transaction
    writer = transaction
    self.mutant = mutant
  }

  private func rows() throws(LedgerError) -> any LedgerTransaction {
    guard let writer else { throw .engine("a reader cannot write") }
    return writer
  }

  // MARK: - Attempts

  func latestAttempt(of subject: Subject) throws(LedgerError) -> AttemptRecord? {
    try reader.latestAttempt(of: subject).map(seen)
  }

  func dueAttempts(
    at now: WallTime, horizon: WallTime, limit: Int
  ) throws(LedgerError) -> [AttemptRecord] {
    try reader.dueAttempts(at: now, horizon: horizon, limit: limit).map(seen)
  }

  private func seen(_ record: AttemptRecord) -> AttemptRecord {
    guard mutant == .refreezes, case .sending = record.attempt.state else { return record }
    var forgotten = record
    forgotten.attempt.state = .planned
    return forgotten
  }

  func update(_ record: AttemptRecord) throws(LedgerError) {
    var record = record
    let stored = try reader.latestAttempt(of: record.attempt.subject)
    if mutant == .runsTwoDaemons, let stored { record.revision = stored.revision }
    switch (mutant, record.attempt.state) {
    case (.forgetsUnknownOutcome, .sending(let request, true)):
      record.attempt.state = .sending(request, ambiguous: false)
    case (.replacesWithoutLooking, .burnt):
      record.attempt.state = .superseded
      try rows().update(record)
      let next = AttemptRecord(attempt: record.attempt.successor(), at: record.createdAt)
      return try rows().insert(next)
    default: break
    }
    try rows().update(record)
  }

  func insert(_ record: AttemptRecord) throws(LedgerError) { try rows().insert(record) }

  func burntAttempts(limit: Int) throws(LedgerError) -> [AttemptRecord] {
    try reader.burntAttempts(limit: limit)
  }

  func nextAttemptDue(after now: WallTime) throws(LedgerError) -> WallTime? {
    try reader.nextAttemptDue(after: now)
  }

  // MARK: - Updates

  func update(of subject: Subject) throws(LedgerError) -> UpdateRecord? {
    try reader.update(of: subject)
  }

  func save(_ record: UpdateRecord) throws(LedgerError) {
    var record = record
    let stored = try reader.update(of: record.subject)
    if mutant == .runsTwoDaemons, let stored { record.revision = stored.revision }
    if mutant == .thawsUpdate, record.tries > 0 { record.frozen = nil }
    if mutant == .losesUpdate, let stored, stored.frozen != nil, record.frozen == nil,
      record.lastError.isEmpty
    {
      return try rows().deleteUpdate(of: record.subject, revision: stored.revision)
    }
    try rows().save(record)
  }

  func deleteUpdate(of subject: Subject, revision: Int) throws(LedgerError) {
    let stored = try reader.update(of: subject)
    let isLoose = mutant == .runsTwoDaemons
    try rows().deleteUpdate(
      of: subject, revision: isLoose ? stored?.revision ?? revision : revision)
  }

  func dueUpdates(
    at now: WallTime, horizon: WallTime, limit: Int
  ) throws(LedgerError) -> [UpdateRecord] {
    try reader.dueUpdates(at: now, horizon: horizon, limit: limit)
  }

  func nextUpdateDue(after now: WallTime) throws(LedgerError) -> WallTime? {
    try reader.nextUpdateDue(after: now)
  }

  // MARK: - What a person or an auditor reads

  func insert(_ record: ReviewRecord) throws(LedgerError) {
    if mutant != .dropsReviews { try rows().insert(record) }
  }

  func insert(_ record: AuditRecord) throws(LedgerError) {
    guard mutant == .breaksChain else { return try rows().insert(record) }
    let link = AuditLink(after: .origin, sequence: record.sequence, entry: record.entry)
    try rows().insert(AuditRecord(sequence: record.sequence, entry: record.entry, link: link))
  }

  func reviews(
    after number: Int64, includingResolved: Bool, limit: Int
  ) throws(LedgerError) -> [ReviewRecord] {
    try reader.reviews(after: number, includingResolved: includingResolved, limit: limit)
  }

  func lastAudit() throws(LedgerError) -> AuditRecord? { try reader.lastAudit() }

  func audits(after sequence: Int64, limit: Int) throws(LedgerError) -> [AuditRecord] {
    try reader.audits(after: sequence, limit: limit)
  }

  // MARK: - Subjects and bindings

  func guest(withEmail key: EmailKey) throws(LedgerError) -> SubjectRecord? {
    mutant == .forgetsGuests ? nil : try reader.guest(withEmail: key)
  }

  func subject(_ subject: Subject) throws(LedgerError) -> SubjectRecord? {
    try reader.subject(subject)
  }

  func users(withEmail key: EmailKey, limit: Int) throws(LedgerError) -> [SubjectRecord] {
    try reader.users(withEmail: key, limit: limit)
  }

  func users(
    after: UserID?, state: CustomerState?, limit: Int
  ) throws(LedgerError) -> [SubjectRecord] {
    try reader.users(after: after, state: state, limit: limit)
  }

  func insert(_ record: SubjectRecord) throws(LedgerError) { try rows().insert(record) }

  func update(_ record: SubjectRecord) throws(LedgerError) { try rows().update(record) }

  func binding(of customerID: CustomerID) throws(LedgerError) -> BindingRecord? {
    try reader.binding(of: customerID)
  }

  func bindings(of subject: Subject) throws(LedgerError) -> [BindingRecord] {
    try reader.bindings(of: subject)
  }

  func insert(_ record: BindingRecord) throws(LedgerError) { try rows().insert(record) }

  func retireBinding(
    of customerID: CustomerID, at time: WallTime, reason: String
  ) throws(LedgerError) {
    try rows().retireBinding(of: customerID, at: time, reason: reason)
  }

  // MARK: - The rest

  func intakePayment(_ id: IntakePaymentID) throws(LedgerError) -> IntakePaymentRecord? {
    try reader.intakePayment(id)
  }

  func insert(_ record: IntakePaymentRecord) throws(LedgerError) { try rows().insert(record) }

  func stamp() throws(LedgerError) -> LedgerStamp? { try reader.stamp() }

  func setStamp(_ stamp: LedgerStamp) throws(LedgerError) { try rows().setStamp(stamp) }

  func newestStripeInstant() throws(LedgerError) -> StripeInstant? {
    try reader.newestStripeInstant()
  }

  func observe(_ instant: StripeInstant) throws(LedgerError) { try rows().observe(instant) }

  func suspicion() throws(LedgerError) -> Suspicion? { try reader.suspicion() }

  func setSuspicion(_ suspicion: Suspicion?) throws(LedgerError) {
    try rows().setSuspicion(suspicion)
  }

  func counts() throws(LedgerError) -> LedgerCounts { try reader.counts() }
}
