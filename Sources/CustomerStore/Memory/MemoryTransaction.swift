internal import CustomerModel

/// One transaction's own copy of the tables, which becomes everybody's when it is committed.
final class MemoryTransaction: LedgerTransaction {
  var tables: MemoryTables

  init(_ tables: MemoryTables) { self.tables = tables }

  func stamp() throws(LedgerError) -> LedgerStamp? { tables.stamp }

  func setStamp(_ stamp: LedgerStamp) throws(LedgerError) {
    guard let known = tables.stamp else {
      tables.stamp = stamp
      return
    }
    let accounts = [known.accountID, stamp.accountID].compactMap { $0 }
    guard known.mode == stamp.mode, known.namespace == stamp.namespace, Set(accounts).count < 2
    else { throw .stale }
    tables.stamp?.accountID = accounts.first
  }

  func newestStripeInstant() throws(LedgerError) -> StripeInstant? { tables.newestStripeInstant }

  func observe(_ instant: StripeInstant) throws(LedgerError) {
    tables.newestStripeInstant = max(tables.newestStripeInstant ?? instant, instant)
  }

  func suspicion() throws(LedgerError) -> Suspicion? { tables.suspicion }

  func setSuspicion(_ suspicion: Suspicion?) throws(LedgerError) { tables.suspicion = suspicion }

  func counts() throws(LedgerError) -> LedgerCounts {
    var counts = LedgerCounts()
    for record in tables.subjects.values {
      if record.subject.userID == nil {
        counts.guests += 1
      } else {
        counts.users[record.state, default: 0] += 1
      }
    }
    let open = tables.attempts.values.joined().filter { $0.attempt.state.isOpen }
    counts.openAttempts = open.count
    counts.oldestOpenAttempt = open.map(\.createdAt).min()
    counts.pendingUpdates = tables.updates.count
    counts.openReviews = tables.reviews.count { $0.resolvedAt == nil }
    return counts
  }

  /// Breaks a tie as an index over the key does.
  static func precedes(_ left: Subject, _ right: Subject) -> Bool {
    (left.kind, left.id) < (right.kind, right.id)
  }
}
