internal import CustomerModel
internal import CustomerStore

extension SQLiteRows {
  private static let columns =
    "customer_id, kind, id, generation, bound_at, retired_at, retired_reason, seal"

  func binding(of customerID: CustomerID) throws(LedgerError) -> BindingRecord? {
    try connection.query(
      """
      SELECT \(Self.columns) FROM bindings WHERE customer_id = ?
      ORDER BY retired_at IS NULL DESC, sequence DESC LIMIT 1
      """, [.text(customerID.rawValue)], Self.record
    ).first
  }

  func bindings(of subject: Subject) throws(LedgerError) -> [BindingRecord] {
    try connection.query(
      "SELECT \(Self.columns) FROM bindings WHERE kind = ? AND id = ? ORDER BY sequence",
      [.text(subject.kind), .text(subject.id)], Self.record)
  }

  func insert(_ record: BindingRecord) throws(LedgerError) {
    try connection.run(
      """
      INSERT INTO bindings (customer_id, kind, id, generation, bound_at, seal)
      VALUES (?, ?, ?, ?, ?, ?)
      """,
      [
        .text(record.customerID.rawValue), .text(record.subject.kind), .text(record.subject.id),
        .integer(record.generation.map { Int64($0.number) }),
        .integer(record.boundAt.milliseconds), .integer(Seal.of(record)),
      ])
  }

  func retireBinding(
    of customerID: CustomerID, at time: WallTime, reason: String
  ) throws(LedgerError) {
    try runOnOne(
      """
      UPDATE bindings SET retired_at = ?, retired_reason = ?
      WHERE customer_id = ? AND retired_at IS NULL
      """, [.integer(time.milliseconds), .text(reason), .text(customerID.rawValue)])
  }

  private static func record(_ row: SQLiteRow) throws(LedgerError) -> BindingRecord {
    let record = BindingRecord(
      customerID: CustomerID(unchecked: row.text(0)),
      subject: try Subject(kind: row.text(1), stored: row.text(2)),
      generation: row.integerIfPresent(3).map { Generation(number: max(1, Int($0))) },
      boundAt: WallTime(milliseconds: row.integer(4)),
      retiredAt: row.integerIfPresent(5).map(WallTime.init(milliseconds:)),
      retiredReason: row.textIfPresent(6))
    try Seal.check(row, 7, Seal.of(record))
    return record
  }
}
