internal import CustomerModel
internal import CustomerStore

extension SQLiteRows {
  func intakePayment(_ id: IntakePaymentID) throws(LedgerError) -> IntakePaymentRecord? {
    try connection.query(
      "SELECT kind, subject_id, matched_by, created_at FROM intake_payments WHERE id = ?",
      [.text(id.rawValue)]
    ) { row throws(LedgerError) in
      guard let matchedBy = MatchedBy(rawValue: row.text(2)) else {
        throw .corrupt("a checkout was matched by a word that is not known")
      }
      return IntakePaymentRecord(
        intakePaymentID: id, subject: try Subject(kind: row.text(0), stored: row.text(1)),
        matchedBy: matchedBy, createdAt: WallTime(milliseconds: row.integer(3)))
    }.first
  }

  func insert(_ record: IntakePaymentRecord) throws(LedgerError) {
    try connection.run(
      """
      INSERT INTO intake_payments (id, kind, subject_id, matched_by, created_at)
      VALUES (?, ?, ?, ?, ?)
      """,
      [
        .text(record.intakePaymentID.rawValue), .text(record.subject.kind),
        .text(record.subject.id), .text(record.matchedBy.rawValue),
        .integer(record.createdAt.milliseconds),
      ])
  }

  func reviews(
    after number: Int64, includingResolved: Bool, limit: Int
  ) throws(LedgerError) -> [ReviewRecord] {
    try connection.query(
      """
      SELECT number, reason, kind, id, customer_id, detail, created_at, resolved_at FROM reviews
      WHERE number > ? AND (resolved_at IS NULL OR ?) ORDER BY number LIMIT ?
      """, [.integer(number), .flag(includingResolved), .integer(limit)]
    ) { row throws(LedgerError) in
      ReviewRecord(
        number: row.integer(0), reason: row.text(1),
        subject: try Subject(kind: row.text(2), stored: row.text(3)),
        customerID: row.textIfPresent(4).map(CustomerID.init(unchecked:)), detail: row.text(5),
        createdAt: WallTime(milliseconds: row.integer(6)),
        resolvedAt: row.integerIfPresent(7).map(WallTime.init(milliseconds:)))
    }
  }

  func insert(_ record: ReviewRecord) throws(LedgerError) {
    try connection.run(
      """
      INSERT INTO reviews (reason, kind, id, customer_id, detail, created_at)
      VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
      """,
      [
        .text(record.reason), .text(record.subject.kind), .text(record.subject.id),
        .text(record.customerID?.rawValue), .text(record.detail),
        .integer(record.createdAt.milliseconds),
      ])
  }

  func lastAudit() throws(LedgerError) -> AuditRecord? {
    try audits("ORDER BY sequence DESC LIMIT 1", []).first
  }

  func audits(after sequence: Int64, limit: Int) throws(LedgerError) -> [AuditRecord] {
    try audits(
      "WHERE sequence > ? ORDER BY sequence LIMIT ?", [.integer(sequence), .integer(limit)])
  }

  private func audits(
    _ which: String, _ values: [SQLiteValue]
  ) throws(LedgerError) -> [AuditRecord] {
    try connection.query(
      "SELECT sequence, at, event, kind, id, customer_id, actor, detail, link FROM audit \(which)",
      values
    ) { row throws(LedgerError) in
      let entry = AuditEntry(
        at: WallTime(milliseconds: row.integer(1)), event: row.text(2),
        subject: row.isNull(3) ? nil : try Subject(kind: row.text(3), stored: row.text(4)),
        customerID: row.textIfPresent(5).map(CustomerID.init(unchecked:)), actor: row.text(6),
        detail: row.text(7))
      return AuditRecord(
        sequence: row.integer(0), entry: entry, link: AuditLink(digest: row.text(8)))
    }
  }

  func insert(_ record: AuditRecord) throws(LedgerError) {
    let entry = record.entry
    try runOnOne(
      """
      INSERT INTO audit (sequence, at, event, kind, id, customer_id, actor, detail, link)
      SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9
      WHERE ?1 = 1 + (SELECT coalesce(max(sequence), 0) FROM audit)
      """,
      [
        .integer(record.sequence), .integer(entry.at.milliseconds), .text(entry.event),
        .text(entry.subject?.kind), .text(entry.subject?.id), .text(entry.customerID?.rawValue),
        .text(entry.actor), .text(entry.detail), .text(record.link.digest),
      ])
  }
}
