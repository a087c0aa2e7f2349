internal import CustomerModel
internal import CustomerStore

extension SQLiteRows {
  private static let columns = """
    kind, id, email, name, phone, address, profile_version, told, told_email, told_name, \
    told_phone, told_address, owner_told, email_verified, source, created_via, state, \
    customer_id, customer_created, claimed_by, created_at, seal
    """

  func subject(_ subject: Subject) throws(LedgerError) -> SubjectRecord? {
    try connection.query(
      "SELECT \(Self.columns) FROM subjects WHERE kind = ? AND id = ?",
      [.text(subject.kind), .text(subject.id)], Self.record
    ).first
  }

  func users(withEmail key: EmailKey, limit: Int) throws(LedgerError) -> [SubjectRecord] {
    try connection.query(
      """
      SELECT \(Self.columns) FROM subjects
      WHERE kind = 'user' AND email_key = ? ORDER BY id LIMIT ?
      """, [.text(key.text), .integer(limit)], Self.record)
  }

  func guest(withEmail key: EmailKey) throws(LedgerError) -> SubjectRecord? {
    try connection.query(
      """
      SELECT \(Self.columns) FROM subjects
      WHERE kind = 'guest' AND email_key = ? AND claimed_by IS NULL
      ORDER BY created_at, id LIMIT 1
      """, [.text(key.text)], Self.record
    ).first
  }

  func users(
    after: UserID?, state: CustomerState?, limit: Int
  ) throws(LedgerError) -> [SubjectRecord] {
    let start = SQLiteValue.text(after?.rawValue ?? "")
    guard let state else {
      return try connection.query(
        """
        SELECT \(Self.columns) FROM subjects WHERE kind = 'user' AND id > ? ORDER BY id LIMIT ?
        """, [start, .integer(limit)], Self.record)
    }
    return try connection.query(
      """
      SELECT \(Self.columns) FROM subjects
      WHERE kind = 'user' AND state = ? AND id > ? ORDER BY id LIMIT ?
      """, [.text(state.rawValue), start, .integer(limit)], Self.record)
  }

  func insert(_ record: SubjectRecord) throws(LedgerError) {
    try connection.run(
      """
      INSERT INTO subjects (email, name, phone, address, profile_version, told, told_email,
        told_name, told_phone, told_address, owner_told, email_verified, state, customer_id,
        customer_created, claimed_by, email_key, seal, kind, id, source, created_via, created_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      changing(record) + [
        .text(record.subject.kind), .text(record.subject.id), .text(record.source.rawValue),
        .text(record.createdVia), .integer(record.createdAt.milliseconds),
      ])
  }

  func update(_ record: SubjectRecord) throws(LedgerError) {
    try runOnOne(
      """
      UPDATE subjects SET email = ?, name = ?, phone = ?, address = ?, profile_version = ?,
        told = ?, told_email = ?, told_name = ?, told_phone = ?, told_address = ?,
        owner_told = ?, email_verified = ?, state = ?, customer_id = ?, customer_created = ?,
        claimed_by = ?, email_key = ?, seal = ?
      WHERE kind = ? AND id = ?
      """, changing(record) + [.text(record.subject.kind), .text(record.subject.id)])
  }

  private func changing(_ record: SubjectRecord) -> [SQLiteValue] {
    StoredProfile.values(record.profile)
      + [.integer(record.profileVersion), .flag(record.toldProfile != nil)]
      + StoredProfile.values(record.toldProfile) + [
        .flag(record.ownerTold), .flag(record.emailVerified), .text(record.state.rawValue),
        .text(record.customerID?.rawValue), .integer(record.customerCreated?.seconds),
        .text(record.claimedBy?.rawValue), .text(record.profile.email?.key.text),
        .integer(Seal.of(record)),
      ]
  }

  private static func record(_ row: SQLiteRow) throws(LedgerError) -> SubjectRecord {
    guard let source = Source(rawValue: row.text(14)),
      let state = CustomerState(rawValue: row.text(16))
    else { throw .corrupt("a subject has a word that is not known") }
    var record = SubjectRecord(
      subject: try Subject(kind: row.text(0), stored: row.text(1)),
      profile: StoredProfile.read(row, from: 2), emailVerified: row.flag(13), source: source,
      createdVia: row.text(15), createdAt: WallTime(milliseconds: row.integer(20)))
    record.profileVersion = Int(row.integer(6))
    record.toldProfile = row.flag(7) ? StoredProfile.read(row, from: 8) : nil
    record.ownerTold = row.flag(12)
    record.state = state
    record.customerID = row.textIfPresent(17).map(CustomerID.init(unchecked:))
    record.customerCreated = row.integerIfPresent(18).map(StripeInstant.init(seconds:))
    record.claimedBy = row.textIfPresent(19).map(UserID.init(unchecked:))
    try Seal.check(row, 21, Seal.of(record))
    return record
  }
}
