public import CustomerModel

/// The row changes of one transaction: all or none, and durable before anyone is told.
///
/// These are the primitives a backend supplies; the transactions of the domain are written once on
/// top of them. Every backend holds by constraint or conditional update:
/// one row a subject; one living binding a customer and a subject; UNIQUE (subject, generation);
/// at most one open attempt a subject; bindings and audit rows are never deleted.
public protocol LedgerTransaction: LedgerReader {
  /// Adds somebody. Throws `conflict` if they are there already.
  func insert(_ record: SubjectRecord) throws(LedgerError)
  /// Writes everything that can change of a subject. Throws `stale` if they are not there.
  func update(_ record: SubjectRecord) throws(LedgerError)

  /// Adds an attempt. Throws `conflict` if the generation exists or another attempt is open.
  func insert(_ record: AttemptRecord) throws(LedgerError)
  /// Writes state, tries, due time and error, and counts the revision up.
  /// Throws `stale` unless the stored revision is the record's.
  func update(_ record: AttemptRecord) throws(LedgerError)

  /// Adds a living binding. Throws `conflict` if customer or subject has one.
  func insert(_ record: BindingRecord) throws(LedgerError)
  /// Ends the living binding of a customer. Throws `stale` if there is none.
  func retireBinding(
    of customerID: CustomerID, at time: WallTime, reason: String
  ) throws(LedgerError)

  /// Adds or replaces what Stripe has to be told; the stored revision must be the record's, which
  /// is then counted up. A record that is not stored has revision 0. Throws `stale`.
  func save(_ record: UpdateRecord) throws(LedgerError)
  /// Removes a settled update of this revision. Throws `stale`.
  func deleteUpdate(of subject: Subject, revision: Int) throws(LedgerError)

  /// Adds a checkout's answer. Throws `conflict` if it has one.
  func insert(_ record: IntakePaymentRecord) throws(LedgerError)
  /// Adds a review under the next number; one that is open already for the same reason, subject
  /// and customer is not added again.
  func insert(_ record: ReviewRecord) throws(LedgerError)
  /// Appends to the audit chain, exactly as given; `sequence` must be the next.
  func insert(_ record: AuditRecord) throws(LedgerError)

  /// Fixes what the ledger belongs to, or fills in an account id that was not known.
  func setStamp(_ stamp: LedgerStamp) throws(LedgerError)
  /// Moves the newest moment of Stripe's forward; never back.
  func observe(_ instant: StripeInstant) throws(LedgerError)
  /// Notes why the ledger is not trusted from here on, or with nil that it is again.
  func setSuspicion(_ suspicion: Suspicion?) throws(LedgerError)
}
