public import CustomerModel

extension LedgerTransaction {
  /// Gives a subject whose attempt has sent nothing yet the one customer that bears their address.
  ///
  /// Only where it is the only one under the address, bears nobody's mark and was never anybody's in
  /// this ledger. Else false, and a customer must be made: an address is no identity. What might have
  /// been theirs is then noted for a person.
  public func adopt(
    _ record: AttemptRecord, from found: CustomersOfAddress, at now: WallTime
  ) throws(LedgerError) -> Bool {
    guard case .planned = record.attempt.state else { throw .stale }
    var free: [FoundCustomer] = []
    for customer in found.unowned where try binding(of: customer.candidate.customerID) == nil {
      free.append(customer)
    }
    if found.count == 1, let only = free.first {
      try bind(
        record, to: only.candidate, duplicates: [], held: only.held, isAdopted: true, at: now)
      return true
    }
    for customer in free {
      try insert(
        ReviewRecord(
          reason: "adoption_candidate", subject: record.attempt.subject,
          customerID: customer.candidate.customerID, createdAt: now))
    }
    return false
  }
}
