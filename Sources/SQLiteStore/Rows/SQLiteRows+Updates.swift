internal import CustomerModel
internal import CustomerStore

extension SQLiteRows {
  private static let columns = """
    updates.kind, updates.id, version, key, body, updates.email, updates.name, updates.phone, \
    updates.address, tries, next_try, last_error, revision
    """
  private static let bound = """
    FROM updates JOIN subjects ON subjects.kind = updates.kind AND subjects.id = updates.id
      AND customer_id IS NOT NULL
    """

  func update(of subject: Subject) throws(LedgerError) -> UpdateRecord? {
    try connection.query(
      "SELECT \(Self.columns) FROM updates WHERE kind = ? AND id = ?",
      [.text(subject.kind), .text(subject.id)], Self.record
    ).first
  }

  func dueUpdates(
    at now: WallTime, horizon: WallTime, limit: Int
  ) throws(LedgerError) -> [UpdateRecord] {
    try connection.query(
      """
      SELECT \(Self.columns) \(Self.bound) WHERE next_try <= ? OR next_try > ?
      ORDER BY next_try LIMIT ?
      """,
      [.integer(now.milliseconds), .integer(horizon.milliseconds), .integer(limit)], Self.record)
  }

  func nextUpdateDue(after now: WallTime) throws(LedgerError) -> WallTime? {
    try connection.query(
      "SELECT next_try \(Self.bound) WHERE next_try > ? ORDER BY next_try LIMIT 1",
      [.integer(now.milliseconds)]
    ) { row throws(LedgerError) in WallTime(milliseconds: row.integer(0)) }.first
  }

  func save(_ record: UpdateRecord) throws(LedgerError) {
    let values = changing(record)
    let subject: [SQLiteValue] = [.text(record.subject.kind), .text(record.subject.id)]
    let changed = try connection.run(
      """
      UPDATE updates SET version = ?, key = ?, body = ?, email = ?, name = ?, phone = ?,
        address = ?, tries = ?, next_try = ?, last_error = ?, revision = revision + 1
      WHERE kind = ? AND id = ? AND revision = ?
      """, values + subject + [.integer(record.revision)])
    if changed == 1 { return }
    guard record.revision == 0, try update(of: record.subject) == nil else { throw .stale }
    try connection.run(
      """
      INSERT INTO updates (version, key, body, email, name, phone, address, tries, next_try,
        last_error, kind, id, revision) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
      """, values + subject)
  }

  func deleteUpdate(of subject: Subject, revision: Int) throws(LedgerError) {
    try runOnOne(
      "DELETE FROM updates WHERE kind = ? AND id = ? AND revision = ?",
      [.text(subject.kind), .text(subject.id), .integer(revision)])
  }

  private func changing(_ record: UpdateRecord) -> [SQLiteValue] {
    let frozen = record.frozen
    return [
      .integer(frozen.map { Int64($0.version) }), .text(frozen?.key.rawValue),
      frozen.map { .blob($0.body) } ?? .null,
    ] + StoredProfile.values(frozen?.profile) + [
      .integer(record.tries), .integer(record.nextTry.milliseconds), .text(record.lastError),
    ]
  }

  private static func record(_ row: SQLiteRow) throws(LedgerError) -> UpdateRecord {
    var record = UpdateRecord(
      subject: try Subject(kind: row.text(0), stored: row.text(1)),
      at: WallTime(milliseconds: row.integer(10)))
    if let version = row.integerIfPresent(2) {
      record.frozen = UpdateRecord.Frozen(
        version: Int(version), key: IdempotencyKey(unchecked: row.text(3)), body: row.blob(4),
        profile: StoredProfile.read(row, from: 5))
    }
    record.tries = Int(row.integer(9))
    record.lastError = row.text(11)
    record.revision = Int(row.integer(12))
    return record
  }
}
