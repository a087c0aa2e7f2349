internal import CustomerModel

extension MemoryTransaction {
  func intakePayment(_ id: IntakePaymentID) throws(LedgerError) -> IntakePaymentRecord? {
    tables.intakePayments[id]
  }

  func insert(_ record: IntakePaymentRecord) throws(LedgerError) {
    guard tables.intakePayments[record.intakePaymentID] == nil else {
      throw .conflict("intake payment")
    }
    guard tables.subjects[record.subject] != nil else { throw .conflict("no such subject") }
    tables.intakePayments[record.intakePaymentID] = record
  }

  func reviews(
    after number: Int64, includingResolved: Bool, limit: Int
  ) throws(LedgerError) -> [ReviewRecord] {
    let found = tables.reviews.filter {
      $0.number > number && (includingResolved || $0.resolvedAt == nil)
    }
    return Array(found.prefix(limit))
  }

  func insert(_ record: ReviewRecord) throws(LedgerError) {
    let isOpen = tables.reviews.contains {
      $0.resolvedAt == nil && $0.reason == record.reason && $0.subject == record.subject
        && $0.customerID == record.customerID && $0.detail == record.detail
    }
    if isOpen { return }
    tables.reviews.append(
      ReviewRecord(
        number: Int64(tables.reviews.count + 1), reason: record.reason, subject: record.subject,
        customerID: record.customerID, detail: record.detail, createdAt: record.createdAt))
  }

  func lastAudit() throws(LedgerError) -> AuditRecord? { tables.audits.last }

  func audits(after sequence: Int64, limit: Int) throws(LedgerError) -> [AuditRecord] {
    Array(tables.audits.drop { $0.sequence <= sequence }.prefix(limit))
  }

  func insert(_ record: AuditRecord) throws(LedgerError) {
    guard record.sequence == Int64(tables.audits.count + 1) else { throw .stale }
    tables.audits.append(record)
  }
}
