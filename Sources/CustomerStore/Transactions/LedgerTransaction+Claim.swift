internal import CustomerModel

extension LedgerTransaction {
  /// Makes a newcomer the heir of the guest they were; nil where the guest has nothing to leave.
  ///
  /// Where the guest's customer is still being made, the newcomer gets no attempt of their own: the
  /// guest's goes on, under its own key, and what it binds is handed over in the same commit.
  func claim(
    _ guest: SubjectRecord, by newcomer: SubjectRecord, at now: WallTime
  ) throws(LedgerError) -> SubjectRecord? {
    if let customerID = guest.customerID {
      try insert(newcomer)
      return try handOver(customerID, of: guest, to: newcomer, at: now)
    }
    guard guest.state == .pending,
      let latest = try latestAttempt(of: guest.subject), latest.attempt.state.isOpen
    else { return nil }
    var guest = guest
    guest.claimedBy = newcomer.subject.userID
    try insert(newcomer)
    try update(guest)
    try audit("guest.claimed", newcomer.subject, detail: guest.subject.id, at: now)
    return newcomer
  }

  /// The user who waits for a guest's customer.
  func heir(of guest: SubjectRecord) throws(LedgerError) -> SubjectRecord? {
    guard let userID = guest.claimedBy, let heir = try subject(.user(userID)),
      heir.state == .pending
    else { return nil }
    return heir
  }

  /// Moves a customer, which is bound to the guest, to the user; Stripe has to be told the owner.
  @discardableResult
  func handOver(
    _ customerID: CustomerID, of guest: SubjectRecord, to heir: SubjectRecord, at now: WallTime
  ) throws(LedgerError) -> SubjectRecord {
    var (guest, user) = (guest, heir)
    user.state = .ready
    user.customerID = customerID
    user.customerCreated = guest.customerCreated
    user.toldProfile = guest.toldProfile
    guest.claimedBy = user.subject.userID
    guest.state = .deleted
    guest.customerID = nil
    try update(guest)
    if let update = try update(of: guest.subject) {
      try deleteUpdate(of: guest.subject, revision: update.revision)
    }
    try retireBinding(of: customerID, at: now, reason: "claimed")
    try update(user)
    try insert(
      BindingRecord(
        customerID: customerID, subject: user.subject, generation: nil, boundAt: now))
    // A change that came while the customer was being made waits already.
    if try update(of: user.subject) == nil {
      try save(UpdateRecord(subject: user.subject, at: now))
    }
    try audit("customer.claimed", user.subject, customerID: customerID, at: now)
    return user
  }

  /// Lets an heir share the end of a guest who leaves no customer.
  func settleHeir(of guest: SubjectRecord, as state: CustomerState) throws(LedgerError) {
    guard var heir = try heir(of: guest) else { return }
    heir.state = state
    try update(heir)
  }
}
