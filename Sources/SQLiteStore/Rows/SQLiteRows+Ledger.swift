internal import CustomerModel
internal import CustomerStore

extension SQLiteRows {
  func stamp() throws(LedgerError) -> LedgerStamp? {
    try connection.query("SELECT account_id, mode, namespace FROM ledger") {
      row throws(LedgerError) -> LedgerStamp? in
      guard let word = row.textIfPresent(1) else { return nil }
      guard let mode = AccountMode(rawValue: word) else {
        throw .corrupt("the ledger belongs to a mode that is not known")
      }
      return LedgerStamp(
        accountID: row.textIfPresent(0), mode: mode,
        namespace: LedgerNamespace(unchecked: row.text(2)))
    }.first.flatMap { $0 }
  }

  func setStamp(_ stamp: LedgerStamp) throws(LedgerError) {
    try runOnOne(
      """
      UPDATE ledger SET account_id = coalesce(account_id, ?1), mode = ?2, namespace = ?3
      WHERE (mode IS NULL OR mode = ?2) AND (namespace IS NULL OR namespace = ?3)
        AND (account_id IS NULL OR ?1 IS NULL OR account_id = ?1)
      """,
      [.text(stamp.accountID), .text(stamp.mode.rawValue), .text(stamp.namespace.rawValue)])
    note.hasNewStamp = true
  }

  func newestStripeInstant() throws(LedgerError) -> StripeInstant? {
    try connection.query("SELECT newest_stripe FROM ledger") { row throws(LedgerError) in
      row.integerIfPresent(0).map(StripeInstant.init(seconds:))
    }.first.flatMap { $0 }
  }

  func observe(_ instant: StripeInstant) throws(LedgerError) {
    try connection.run(
      "UPDATE ledger SET newest_stripe = max(coalesce(newest_stripe, ?1), ?1)",
      [.integer(instant.seconds)])
  }

  func suspicion() throws(LedgerError) -> Suspicion? {
    let word = try connection.query("SELECT suspicion FROM ledger") { $0.textIfPresent(0) }
    guard let word = word.first.flatMap({ $0 }) else { return nil }
    guard let suspicion = Suspicion(rawValue: word) else {
      throw .corrupt("the ledger is suspicious for a reason that is not known")
    }
    return suspicion
  }

  func setSuspicion(_ suspicion: Suspicion?) throws(LedgerError) {
    try connection.run("UPDATE ledger SET suspicion = ?", [.text(suspicion?.rawValue)])
  }

  func counts() throws(LedgerError) -> LedgerCounts {
    var counts = LedgerCounts()
    let states = try connection.query(
      "SELECT kind, state, count(*) FROM subjects GROUP BY kind, state"
    ) { row throws(LedgerError) in (row.text(0), row.text(1), Int(row.integer(2))) }
    for (kind, word, count) in states {
      if kind == "guest" { counts.guests += count }
      if kind == "user", let state = CustomerState(rawValue: word) { counts.users[state] = count }
    }
    let open = try connection.query(
      """
      SELECT count(*), min(created_at) FROM attempts
      WHERE state IN ('planned', 'sending', 'burnt')
      """
    ) { row throws(LedgerError) in (Int(row.integer(0)), row.integerIfPresent(1)) }
    counts.openAttempts = open.first?.0 ?? 0
    counts.oldestOpenAttempt = open.first?.1.map(WallTime.init(milliseconds:))
    counts.pendingUpdates = try count("SELECT count(*) FROM updates")
    counts.openReviews = try count("SELECT count(*) FROM reviews WHERE resolved_at IS NULL")
    return counts
  }

  private func count(_ sql: String) throws(LedgerError) -> Int {
    try connection.query(sql) { row throws(LedgerError) in Int(row.integer(0)) }.first ?? 0
  }
}
