public import CustomerModel

/// What can be read of a ledger, in one consistent view.
///
/// Every look-up by key costs O(log n). Lists are bounded by `limit`.
public protocol LedgerReader {
  /// A user or guest.
  func subject(_ subject: Subject) throws(LedgerError) -> SubjectRecord?
  /// Users whose e-mail key is this, at most `limit`, by user id.
  func users(withEmail key: EmailKey, limit: Int) throws(LedgerError) -> [SubjectRecord]
  /// The unclaimed guest whose e-mail key is this.
  func guest(withEmail key: EmailKey) throws(LedgerError) -> SubjectRecord?
  /// Users in the order of their ids after `after`, where given only of one state.
  func users(
    after: UserID?, state: CustomerState?, limit: Int
  ) throws(LedgerError) -> [SubjectRecord]

  /// The binding of a customer: the living one, else the one retired last.
  func binding(of customerID: CustomerID) throws(LedgerError) -> BindingRecord?
  /// Every binding of a subject, oldest first.
  func bindings(of subject: Subject) throws(LedgerError) -> [BindingRecord]

  /// The newest generation of a subject.
  func latestAttempt(of subject: Subject) throws(LedgerError) -> AttemptRecord?
  /// Planned and sending attempts due at `now`, oldest first. One due later than `horizon` counts as due too: no
  /// delay is longer, so the clock was set back.
  func dueAttempts(
    at now: WallTime, horizon: WallTime, limit: Int
  ) throws(LedgerError) -> [AttemptRecord]
  /// Burnt attempts that wait for a scan, oldest first.
  func burntAttempts(limit: Int) throws(LedgerError) -> [AttemptRecord]
  /// When the next planned or sending attempt that is not due at `now` will be.
  func nextAttemptDue(after now: WallTime) throws(LedgerError) -> WallTime?

  /// What Stripe has still to be told of a subject.
  func update(of subject: Subject) throws(LedgerError) -> UpdateRecord?
  /// Updates due at `now` whose subject has a customer, longest due first; `horizon` as above.
  func dueUpdates(
    at now: WallTime, horizon: WallTime, limit: Int
  ) throws(LedgerError) -> [UpdateRecord]
  /// When the next update that is not due at `now` will be, of a subject that has a customer.
  func nextUpdateDue(after now: WallTime) throws(LedgerError) -> WallTime?

  /// The answer that a checkout was given.
  func intakePayment(_ id: IntakePaymentID) throws(LedgerError) -> IntakePaymentRecord?
  /// Reviews after a number, oldest first, only open ones unless `resolved` too.
  func reviews(
    after number: Int64, includingResolved: Bool, limit: Int
  ) throws(LedgerError) -> [ReviewRecord]
  /// The end of the audit chain; nil when nothing was written yet.
  func lastAudit() throws(LedgerError) -> AuditRecord?
  /// Audit records after a place, in order.
  func audits(after sequence: Int64, limit: Int) throws(LedgerError) -> [AuditRecord]

  /// What the ledger belongs to; nil before first use.
  func stamp() throws(LedgerError) -> LedgerStamp?
  /// The newest moment of Stripe's that was ever committed.
  func newestStripeInstant() throws(LedgerError) -> StripeInstant?
  /// Why the ledger is not trusted; nil when it is.
  func suspicion() throws(LedgerError) -> Suspicion?
  /// How much there is.
  func counts() throws(LedgerError) -> LedgerCounts
}
