public import CustomerModel

extension LedgerTransaction {
  /// Stores a change of a subject's profile and that Stripe has to be told; nil when the subject is
  /// not known. A change that changes nothing writes nothing.
  public func change(
    _ subject: Subject, _ change: ProfileChange, actor: String, at now: WallTime
  ) throws(LedgerError) -> SubjectRecord? {
    guard var owner = try self.subject(subject) else { return nil }
    if owner.state == .erased { return owner }
    let wanted = change.applied(to: owner.profile)
    if ProfileDifference(from: owner.profile, to: wanted).isEmpty { return owner }
    if wanted.email != owner.profile.email { owner.emailVerified = false }
    owner.profile = wanted
    owner.profileVersion += 1
    try update(owner)
    if var waiting = try update(of: subject) {
      if waiting.frozen == nil {
        waiting.nextTry = now
        try save(waiting)
      }
    } else {
      try save(UpdateRecord(subject: subject, at: now))
    }
    try audit("profile.changed", subject, actor: actor, at: now)
    return owner
  }

  /// Commits the difference before its first byte leaves.
  public func freeze(
    _ record: UpdateRecord, _ frozen: UpdateRecord.Frozen
  ) throws(LedgerError) -> UpdateRecord {
    var next = record
    next.frozen = frozen
    try save(next)
    next.revision += 1
    return next
  }

  /// Commits that there is nothing to tell.
  public func settleNothing(_ record: UpdateRecord) throws(LedgerError) {
    try deleteUpdate(of: record.subject, revision: record.revision)
  }

  /// Commits that Stripe holds what was sent; a change that came meanwhile is due at once.
  public func settle(
    _ record: UpdateRecord, _ frozen: UpdateRecord.Frozen, at now: WallTime
  ) throws(LedgerError) {
    guard var owner = try subject(record.subject) else { throw .stale }
    owner.toldProfile = frozen.profile
    owner.ownerTold = true
    try update(owner)
    try finish(record, frozen, owner, at: now)
    try audit("profile.told", record.subject, customerID: owner.customerID, at: now)
  }

  /// Commits that Stripe refuses the change: a person must look, and it is not sent again.
  public func refuse(
    _ record: UpdateRecord, _ frozen: UpdateRecord.Frozen, word: String, at now: WallTime
  ) throws(LedgerError) {
    guard var owner = try subject(record.subject) else { throw .stale }
    owner.toldProfile = frozen.profile
    try update(owner)
    try insert(
      ReviewRecord(
        reason: "update_refused", subject: record.subject, customerID: owner.customerID,
        detail: word, createdAt: now))
    try finish(record, frozen, owner, at: now)
    try audit("profile.refused", record.subject, detail: word, at: now)
  }

  /// Commits that the same bytes go out again later; `again` false drops them for a fresh
  /// difference under a fresh key.
  public func postpone(
    _ record: UpdateRecord, until due: WallTime, error word: String, again: Bool = true
  ) throws(LedgerError) {
    var next = record
    if !again { next.frozen = nil }
    next.tries += 1
    next.nextTry = due
    next.lastError = word
    try save(next)
  }

  private func finish(
    _ record: UpdateRecord, _ frozen: UpdateRecord.Frozen, _ owner: SubjectRecord,
    at now: WallTime
  ) throws(LedgerError) {
    if owner.profileVersion == frozen.version {
      try deleteUpdate(of: record.subject, revision: record.revision)
    } else {
      try postpone(record, until: now, error: "", again: false)
    }
  }
}
