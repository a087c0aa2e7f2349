public import CustomerModel

extension LedgerTransaction {
  /// Records that a user shall have a customer; a known user is answered as they stand.
  ///
  /// A guest's customer becomes the user's when the platform has verified the address, so that a
  /// person who paid before they signed up keeps one customer.
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
      let guest = try guest(withEmail: email.key), let customerID = guest.customerID
    {
      let claimed = try claim(customerID, of: guest, for: record, userID: intent.userID, at: now)
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

  private func claim(
    _ customerID: CustomerID, of guest: SubjectRecord, for newcomer: SubjectRecord,
    userID: UserID, at now: WallTime
  ) throws(LedgerError) -> SubjectRecord {
    var guest = guest
    var user = newcomer
    user.state = .ready
    user.customerID = customerID
    user.customerCreated = guest.customerCreated
    user.toldProfile = guest.toldProfile
    guest.claimedBy = userID
    guest.state = .deleted
    guest.customerID = nil
    try update(guest)
    try deleteUpdateIfAny(of: guest.subject)
    try retireBinding(of: customerID, at: now, reason: "claimed")
    try insert(user)
    try insert(
      BindingRecord(
        customerID: customerID, subject: user.subject, generation: nil, boundAt: now))
    try save(UpdateRecord(subject: user.subject, at: now))
    try audit("customer.claimed", user.subject, customerID: customerID, at: now)
    return user
  }

  private func deleteUpdateIfAny(of subject: Subject) throws(LedgerError) {
    guard let update = try update(of: subject) else { return }
    try deleteUpdate(of: subject, revision: update.revision)
  }
}
