internal import CustomerModel

extension MemoryTransaction {
  func update(of subject: Subject) throws(LedgerError) -> UpdateRecord? {
    tables.updates[subject]
  }

  func dueUpdates(
    at now: WallTime, horizon: WallTime, limit: Int
  ) throws(LedgerError) -> [UpdateRecord] {
    let due = tellable.filter { $0.nextTry <= now || $0.nextTry > horizon }
    let ordered = due.sorted { left, right in
      if left.nextTry != right.nextTry { return left.nextTry < right.nextTry }
      return Self.precedes(left.subject, right.subject)
    }
    return Array(ordered.prefix(limit))
  }

  func nextUpdateDue(after now: WallTime) throws(LedgerError) -> WallTime? {
    tellable.map(\.nextTry).filter { $0 > now }.min()
  }

  func save(_ record: UpdateRecord) throws(LedgerError) {
    var saved = record
    if let stored = tables.updates[record.subject] {
      guard stored.revision == record.revision else { throw .stale }
      saved.revision += 1
    } else if record.revision != 0 {
      throw .stale
    } else if tables.subjects[record.subject] == nil {
      throw .conflict("no such subject")
    }
    tables.updates[record.subject] = saved
  }

  func deleteUpdate(of subject: Subject, revision: Int) throws(LedgerError) {
    guard tables.updates[subject]?.revision == revision else { throw .stale }
    tables.updates[subject] = nil
  }

  /// Updates whose subject has a customer.
  private var tellable: [UpdateRecord] {
    tables.updates.values.filter { tables.subjects[$0.subject]?.customerID != nil }
  }
}
