internal import CustomerModel

/// The rows of a ledger in memory.
struct MemoryTables: Sendable {
  var subjects: [Subject: SubjectRecord] = [:]
  /// Each subject's generations, the newest last.
  var attempts: [Subject: [AttemptRecord]] = [:]
  /// In the order in which they were bound.
  var bindings: [BindingRecord] = []
  var updates: [Subject: UpdateRecord] = [:]
  var intakePayments: [IntakePaymentID: IntakePaymentRecord] = [:]
  var reviews: [ReviewRecord] = []
  /// In the order of their sequence, which counts from 1.
  var audits: [AuditRecord] = []
  var stamp: LedgerStamp?
  var newestStripeInstant: StripeInstant?
  var suspicion: Suspicion?
}
