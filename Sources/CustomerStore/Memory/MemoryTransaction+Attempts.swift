internal import CustomerModel

extension MemoryTransaction {
  func latestAttempt(of subject: Subject) throws(LedgerError) -> AttemptRecord? {
    tables.attempts[subject]?.last
  }

  func dueAttempts(
    at now: WallTime, horizon: WallTime, limit: Int
  ) throws(LedgerError) -> [AttemptRecord] {
    let waiting = attempts(where: Self.isDue).sorted { left, right in
      if left.nextTry != right.nextTry { return left.nextTry < right.nextTry }
      return Self.isOlder(left, right)
    }
    let due = waiting.filter { $0.nextTry <= now }
    return Array((due + waiting.filter { $0.nextTry > horizon }).prefix(limit))
  }

  func burntAttempts(limit: Int) throws(LedgerError) -> [AttemptRecord] {
    let burnt = attempts { if case .burnt = $0 { true } else { false } }
    return Array(burnt.sorted(by: Self.isOlder).prefix(limit))
  }

  func nextAttemptDue(after now: WallTime) throws(LedgerError) -> WallTime? {
    attempts(where: Self.isDue).map(\.nextTry).filter { $0 > now }.min()
  }

  func insert(_ record: AttemptRecord) throws(LedgerError) {
    let subject = record.attempt.subject
    guard tables.subjects[subject] != nil else { throw .conflict("no such subject") }
    let known = tables.attempts[subject] ?? []
    let isDouble = known.contains { $0.attempt.generation == record.attempt.generation }
    let isSecond = record.attempt.state.isOpen && known.contains { $0.attempt.state.isOpen }
    if isDouble || isSecond { throw .conflict("attempt") }
    tables.attempts[subject] = (known + [record]).sorted {
      $0.attempt.generation < $1.attempt.generation
    }
  }

  func update(_ record: AttemptRecord) throws(LedgerError) {
    let (subject, generation) = (record.attempt.subject, record.attempt.generation)
    var known = tables.attempts[subject] ?? []
    guard
      let index = known.firstIndex(where: {
        $0.attempt.generation == generation && $0.revision == record.revision
      })
    else { throw .stale }
    let others = known.indices.contains { $0 != index && known[$0].attempt.state.isOpen }
    if record.attempt.state.isOpen, others { throw .conflict("attempt") }
    known[index] = AttemptRecord(
      attempt: record.attempt, tries: record.tries, nextTry: record.nextTry,
      lastError: record.lastError, createdAt: known[index].createdAt,
      revision: record.revision + 1)
    tables.attempts[subject] = known
  }

  private func attempts(where wanted: (AttemptState) -> Bool) -> [AttemptRecord] {
    tables.attempts.values.joined().filter { wanted($0.attempt.state) }
  }

  private static func isDue(_ state: AttemptState) -> Bool {
    switch state {
    case .planned, .sending: true
    case .burnt, .bound, .parked, .superseded: false
    }
  }

  private static func isOlder(_ left: AttemptRecord, _ right: AttemptRecord) -> Bool {
    if left.createdAt != right.createdAt { return left.createdAt < right.createdAt }
    return precedes(left.attempt.subject, right.attempt.subject)
  }
}
