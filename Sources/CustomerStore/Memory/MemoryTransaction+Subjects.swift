internal import CustomerModel

extension MemoryTransaction {
  func subject(_ subject: Subject) throws(LedgerError) -> SubjectRecord? {
    tables.subjects[subject]
  }

  func users(withEmail key: EmailKey, limit: Int) throws(LedgerError) -> [SubjectRecord] {
    let found = users { $0.profile.email?.key == key }
    return Array(found.prefix(limit))
  }

  func guest(withEmail key: EmailKey) throws(LedgerError) -> SubjectRecord? {
    tables.subjects.values
      .filter {
        $0.subject.userID == nil && $0.claimedBy == nil && $0.profile.email?.key == key
      }
      .min { ($0.createdAt, $0.subject.id) < ($1.createdAt, $1.subject.id) }
  }

  func users(
    after: UserID?, state: CustomerState?, limit: Int
  ) throws(LedgerError) -> [SubjectRecord] {
    let found = users { record in
      record.subject.id > (after?.rawValue ?? "") && (state ?? record.state) == record.state
    }
    return Array(found.prefix(limit))
  }

  func insert(_ record: SubjectRecord) throws(LedgerError) {
    guard tables.subjects[record.subject] == nil else { throw .conflict("subject") }
    try check(record)
    tables.subjects[record.subject] = record
  }

  func update(_ record: SubjectRecord) throws(LedgerError) {
    guard let stored = tables.subjects[record.subject] else { throw .stale }
    try check(record)
    var changed = SubjectRecord(
      subject: stored.subject, profile: record.profile, emailVerified: record.emailVerified,
      source: stored.source, createdVia: stored.createdVia, createdAt: stored.createdAt)
    changed.profileVersion = record.profileVersion
    changed.toldProfile = record.toldProfile
    changed.ownerTold = record.ownerTold
    changed.state = record.state
    changed.customerID = record.customerID
    changed.customerCreated = record.customerCreated
    changed.claimedBy = record.claimedBy
    tables.subjects[record.subject] = changed
  }

  private func users(_ wanted: (SubjectRecord) -> Bool) -> [SubjectRecord] {
    tables.subjects.values.filter { $0.subject.userID != nil && wanted($0) }
      .sorted { $0.subject.id < $1.subject.id }
  }

  /// The constraints of the table.
  private func check(_ record: SubjectRecord) throws(LedgerError) {
    if record.state == .ready, record.customerID == nil { throw .conflict("ready") }
    if record.claimedBy != nil, record.subject.userID != nil || record.customerID != nil {
      throw .conflict("claimed_by")
    }
    guard let customerID = record.customerID else { return }
    let isTaken = tables.subjects.values.contains {
      $0.customerID == customerID && $0.subject != record.subject
    }
    if isTaken { throw .conflict("customer_id") }
  }
}
