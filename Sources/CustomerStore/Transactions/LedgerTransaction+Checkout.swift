public import CustomerModel

extension LedgerTransaction {
  /// Finds or records whose customer a checkout without a user id uses.
  ///
  /// In this order: the answer this payment was given before; the one registered user with the
  /// e-mail address; the guest with it; a new guest.
  public func begin(_ intent: CheckoutIntent, at now: WallTime) throws(LedgerError) -> Begun {
    if let given = try answered(intent.intakePaymentID) { return given }
    let begun: Begun
    if let match = try match(intent) {
      begun = match
    } else {
      begun = try newGuest(intent, at: now)
    }
    try remember(begun, for: intent.intakePaymentID, at: now)
    return begun
  }

  /// Records a registered user's checkout, so that the payment keeps its answer.
  public func begin(
    _ intent: UserIntent, intakePaymentID: IntakePaymentID, at now: WallTime
  ) throws(LedgerError) -> Begun {
    if let given = try answered(intakePaymentID) { return given }
    let begun = try begin(intent, at: now)
    try remember(begun, for: intakePaymentID, at: now)
    return begun
  }

  private func match(_ intent: CheckoutIntent) throws(LedgerError) -> Begun? {
    guard let key = intent.profile.email?.key else { return nil }
    if intent.matchesRegistered {
      let users = try users(withEmail: key, limit: 2)
      if users.count == 1, let user = users.first, user.state != .erased {
        return Begun(record: user, origin: .known, matchedBy: .emailUnverified)
      }
    }
    guard let guest = try guest(withEmail: key) else { return nil }
    return Begun(record: guest, origin: .known, matchedBy: .guestEmail)
  }

  private func newGuest(
    _ intent: CheckoutIntent, at now: WallTime
  ) throws(LedgerError) -> Begun {
    let record = SubjectRecord(
      subject: .guest(intent.newGuestID), profile: intent.profile, emailVerified: false,
      source: intent.source, createdVia: intent.role, createdAt: now)
    try begin(record, actor: intent.actor, at: now)
    let matchedBy: MatchedBy = intent.profile.email == nil ? .intakePayment : .guestEmail
    return Begun(record: record, origin: .created, matchedBy: matchedBy)
  }

  private func remember(
    _ begun: Begun, for payment: IntakePaymentID?, at now: WallTime
  ) throws(LedgerError) {
    guard let payment else { return }
    try insert(
      IntakePaymentRecord(
        intakePaymentID: payment, subject: begun.record.subject, matchedBy: begun.matchedBy,
        createdAt: now))
  }
}

extension LedgerReader {
  /// The answer that a payment was given before; a guest who signed up since is that user.
  public func answered(_ payment: IntakePaymentID?) throws(LedgerError) -> Begun? {
    guard let payment, let given = try intakePayment(payment),
      let record = try standing(of: given.subject)
    else { return nil }
    return Begun(record: record, origin: .known, matchedBy: given.matchedBy)
  }

  /// A subject as they stand now; a guest who signed up since is that user.
  public func standing(of subject: Subject) throws(LedgerError) -> SubjectRecord? {
    guard let record = try self.subject(subject) else { return nil }
    guard let userID = record.claimedBy, let user = try self.subject(.user(userID)) else {
      return record
    }
    return user
  }
}
