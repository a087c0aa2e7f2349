internal import CustomerModel

extension MemoryTransaction {
  func binding(of customerID: CustomerID) throws(LedgerError) -> BindingRecord? {
    let all = tables.bindings.filter { $0.customerID == customerID }
    return all.first { $0.retiredAt == nil } ?? all.last
  }

  func bindings(of subject: Subject) throws(LedgerError) -> [BindingRecord] {
    tables.bindings.filter { $0.subject == subject }
  }

  func insert(_ record: BindingRecord) throws(LedgerError) {
    let isTaken = tables.bindings.contains {
      $0.retiredAt == nil && ($0.customerID == record.customerID || $0.subject == record.subject)
    }
    if isTaken { throw .conflict("binding") }
    tables.bindings.append(
      BindingRecord(
        customerID: record.customerID, subject: record.subject, generation: record.generation,
        boundAt: record.boundAt))
  }

  func retireBinding(
    of customerID: CustomerID, at time: WallTime, reason: String
  ) throws(LedgerError) {
    let living = tables.bindings.firstIndex { $0.customerID == customerID && $0.retiredAt == nil }
    guard let living else { throw .stale }
    tables.bindings[living].retiredAt = time
    tables.bindings[living].retiredReason = reason
  }
}
