internal import CustomerModel
internal import CustomerStore

extension SQLiteRows {
  private static let columns = """
    kind, id, generation, state, key, body, watermark, credential, ambiguous, burn_cause, \
    quiet_until, customer_id, park_word, omitting, tries, next_try, last_error, created_at, revision, seal
    """

  func latestAttempt(of subject: Subject) throws(LedgerError) -> AttemptRecord? {
    try connection.query(
      """
      SELECT \(Self.columns) FROM attempts WHERE kind = ? AND id = ?
      ORDER BY generation DESC LIMIT 1
      """, [.text(subject.kind), .text(subject.id)], Self.record
    ).first
  }

  func dueAttempts(
    at now: WallTime, horizon: WallTime, limit: Int
  ) throws(LedgerError) -> [AttemptRecord] {
    let due = "SELECT \(Self.columns) FROM attempts WHERE state IN ('planned', 'sending')"
    let records = try connection.query(
      "\(due) AND next_try <= ? ORDER BY next_try, created_at LIMIT ?",
      [.integer(now.milliseconds), .integer(limit)], Self.record)
    if records.count == limit { return records }
    let setBack = try connection.query(
      "\(due) AND next_try > ? ORDER BY next_try, created_at LIMIT ?",
      [.integer(horizon.milliseconds), .integer(limit - records.count)], Self.record)
    return records + setBack
  }

  func burntAttempts(limit: Int) throws(LedgerError) -> [AttemptRecord] {
    try connection.query(
      """
      SELECT \(Self.columns) FROM attempts WHERE state = 'burnt' ORDER BY created_at LIMIT ?
      """, [.integer(limit)], Self.record)
  }

  func nextAttemptDue(after now: WallTime) throws(LedgerError) -> WallTime? {
    let times = try connection.query(
      "SELECT min(next_try) FROM attempts WHERE state IN ('planned', 'sending') AND next_try > ?",
      [.integer(now.milliseconds)]
    ) { row throws(LedgerError) in row.integerIfPresent(0) }
    return times.first.flatMap { $0 }.map(WallTime.init(milliseconds:))
  }

  func insert(_ record: AttemptRecord) throws(LedgerError) {
    try connection.run(
      """
      INSERT INTO attempts (state, key, body, watermark, credential, ambiguous, burn_cause,
        quiet_until, customer_id, park_word, omitting, tries, next_try, last_error, seal,
        revision, kind, id, generation, created_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      changing(record) + [.integer(record.revision)] + key(record)
        + [.integer(record.createdAt.milliseconds)])
  }

  func update(_ record: AttemptRecord) throws(LedgerError) {
    try runOnOne(
      """
      UPDATE attempts SET state = ?, key = ?, body = ?, watermark = ?, credential = ?,
        ambiguous = ?, burn_cause = ?, quiet_until = ?, customer_id = ?, park_word = ?,
        omitting = ?, tries = ?, next_try = ?, last_error = ?, seal = ?,
        revision = revision + 1
      WHERE kind = ? AND id = ? AND generation = ? AND revision = ?
      """, changing(record) + key(record) + [.integer(record.revision)])
    if case .sending = record.attempt.state { note.precedesSend = true }
  }

  private func key(_ record: AttemptRecord) -> [SQLiteValue] {
    let attempt = record.attempt
    return [
      .text(attempt.subject.kind), .text(attempt.subject.id), .integer(attempt.generation.number),
    ]
  }

  private func changing(_ record: AttemptRecord) -> [SQLiteValue] {
    let omitting = record.attempt.omitting.sorted().map(\.rawValue).joined(separator: " ")
    return StoredAttemptState(record.attempt.state).values + [
      .text(omitting), .integer(record.tries), .integer(record.nextTry.milliseconds),
      .text(record.lastError), .integer(Seal.of(record.attempt)),
    ]
  }

  private static func record(_ row: SQLiteRow) throws(LedgerError) -> AttemptRecord {
    let number = Int(row.integer(2))
    guard number >= 1 else { throw .corrupt("an attempt has no generation") }
    let omitting = row.text(13).split(separator: " ").compactMap {
      ProfileField(rawValue: String($0))
    }
    let attempt = Attempt(
      subject: try Subject(kind: row.text(0), stored: row.text(1)),
      generation: Generation(number: number), state: try StoredAttemptState.read(row, from: 3),
      omitting: Set(omitting))
    try Seal.check(row, 19, Seal.of(attempt))
    return AttemptRecord(
      attempt: attempt, tries: Int(row.integer(14)),
      nextTry: WallTime(milliseconds: row.integer(15)), lastError: row.text(16),
      createdAt: WallTime(milliseconds: row.integer(17)), revision: Int(row.integer(18)))
  }
}
