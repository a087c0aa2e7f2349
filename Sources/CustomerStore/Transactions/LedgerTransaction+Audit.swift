public import CustomerModel

extension LedgerTransaction {
  /// Appends an entry to the audit chain.
  public func audit(
    _ event: String, _ subject: Subject?, customerID: CustomerID? = nil, actor: String = "daemon",
    detail: String = "", at now: WallTime
  ) throws(LedgerError) {
    let last = try lastAudit()
    let sequence = (last?.sequence ?? 0) + 1
    let entry = AuditEntry(
      at: now, event: event, subject: subject, customerID: customerID, actor: actor,
      detail: detail)
    let link = AuditLink(after: last?.link ?? .origin, sequence: sequence, entry: entry)
    try insert(AuditRecord(sequence: sequence, entry: entry, link: link))
  }
}
