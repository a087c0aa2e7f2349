public import CustomerModel

extension LedgerTransaction {
  /// Records that a user shall have a customer; a known user is answered as they stand.
  ///
  /// A guest's customer becomes the user's when the platform has verified the address, so that a
  /// person who paid before they signed up keeps one customer; one that is still being made, once
  /// it is bound.
  public func begin(_ intent: UserIntent, at now: WallTime) throws(LedgerError) -> Begun {
    let subject = Subject.user(intent.userID)
    if var known = try self.subject(subject) {
      if intent.emailVerified, !known.emailVerified, known.profile.email == intent.profile.email {
        known.emailVerified = true
        try update(known)
      }
      return Begun(record: known, origin: .known, matchedBy: .userID)
    }
    let record = SubjectRecord(
      subject: subject, profile: intent.profile, emailVerified: intent.emailVerified,
      source: intent.source, createdVia: intent.role, createdAt: now)
    if intent.emailVerified, let email = intent.profile.email,
      let guest = try guest(withEmail: email.key),
      let claimed = try claim(guest, by: record, at: now)
    {
      return Begun(record: claimed, origin: .claimed, matchedBy: .emailVerified)
    }
    try begin(record, actor: intent.actor, at: now)
    return Begun(record: record, origin: .created, matchedBy: .userID)
  }

  /// Records a subject and its first attempt.
  func begin(
    _ record: SubjectRecord, actor: String, at now: WallTime
  ) throws(LedgerError) {
    try insert(record)
    try insert(AttemptRecord(attempt: Attempt(subject: record.subject), at: now))
    try audit(
      "\(record.subject.kind).begun", record.subject, actor: actor,
      detail: record.source.rawValue, at: now)
  }
}
