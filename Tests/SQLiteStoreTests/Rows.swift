import CustomerModel
import CustomerStore

/// Everything that can be read of a ledger, to compare two.
struct Rows {
  let subjects: [SubjectRecord?]
  let attempts: [AttemptRecord?]
  let due: [AttemptRecord]
  let burnt: [AttemptRecord]
  let nextDue: [WallTime?]
  let bindings: [BindingRecord]
  let owners: [BindingRecord?]
  let updates: [UpdateRecord]
  let users: [[SubjectRecord]]
  let guests: [SubjectRecord?]
  let reviews: [ReviewRecord]
  let audits: [AuditRecord]
  let payments: [IntakePaymentRecord?]
  let counts: LedgerCounts
  let newest: StripeInstant?

  init(of ledger: any CustomerLedger) throws(LedgerError) {
    self = try ledger.read { reader throws(LedgerError) in try Rows(reading: reader) }
  }

  /// Where two ledgers differ first; nil when they do not.
  func firstDifference(from other: Rows) -> String? {
    let pairs = zip(Mirror(reflecting: self).children, Mirror(reflecting: other).children)
    for (left, right) in pairs where left.value as? AnyHashable != right.value as? AnyHashable {
      return "\(left.label ?? ""): \(left.value) and \(right.value)"
    }
    return nil
  }

  private init(reading reader: any LedgerReader) throws(LedgerError) {
    let all: [Subject] = (0..<3).flatMap {
      [.user(UserID(unchecked: "u-\($0)")), .guest(GuestID(unchecked: "g-\($0)"))]
    }
    let (now, horizon) = (WallTime(milliseconds: 20), WallTime(milliseconds: 40))
    let key = EmailKey(unchecked: "a@x.org")
    var subjects: [SubjectRecord?] = []
    var attempts: [AttemptRecord?] = []
    var bindings: [BindingRecord] = []
    for subject in all {
      subjects.append(try reader.subject(subject))
      attempts.append(try reader.latestAttempt(of: subject))
      bindings += try reader.bindings(of: subject)
    }
    var owners: [BindingRecord?] = []
    var payments: [IntakePaymentRecord?] = []
    for number in 0..<4 {
      owners.append(try reader.binding(of: CustomerID(unchecked: "cus_\(number)")))
      payments.append(try reader.intakePayment(IntakePaymentID(unchecked: "p-\(number)")))
    }
    self.subjects = subjects
    self.attempts = attempts
    self.bindings = bindings
    self.owners = owners
    self.payments = payments
    due = try reader.dueAttempts(at: now, horizon: horizon, limit: 5)
    burnt = try reader.burntAttempts(limit: 5)
    nextDue = [
      try reader.nextAttemptDue(after: now), try reader.nextUpdateDue(after: now),
    ]
    updates = try reader.dueUpdates(at: now, horizon: horizon, limit: 5)
    users = [
      try reader.users(withEmail: key, limit: 2),
      try reader.users(after: UserID(unchecked: "u-0"), state: .ready, limit: 2),
      try reader.users(after: nil, state: nil, limit: 2),
    ]
    guests = [try reader.guest(withEmail: key)]
    // A number may be left out, so only the order of reviews counts.
    reviews = try reader.reviews(after: 0, includingResolved: true, limit: 100).map {
      ReviewRecord(
        reason: $0.reason, subject: $0.subject, customerID: $0.customerID, detail: $0.detail,
        createdAt: $0.createdAt, resolvedAt: $0.resolvedAt)
    }
    audits = try reader.audits(after: 2, limit: 100)
    counts = try reader.counts()
    newest = try reader.newestStripeInstant()
  }
}
