public import CustomerModel

extension LedgerTransaction {
  /// Settles what Stripe's list shows of one subject, the oldest customer first.
  ///
  /// An unknown subject is restored with the oldest when `restores`; a subject whose attempt has
  /// not sent anything yet is bound to it, and when `restores` one whose very key is found; any other
  /// request under way is left to its own course. Whatever is beyond the subject's customer becomes
  /// a review. Nothing is deleted.
  public func recover(
    _ subject: Subject, _ found: [FoundCustomer], restores: Bool, actor: String, at now: WallTime
  ) throws(LedgerError) -> (bound: Bool, duplicates: Int) {
    guard let oldest = found.first else { return (false, 0) }
    if restores, try isForeign(oldest.candidate.customerID, to: subject, at: now) {
      return (false, try report(found, of: subject, at: now))
    }
    guard let known = try self.subject(subject) else {
      guard restores else { return (false, 0) }
      try restore(subject, oldest, actor: actor, at: now)
      return (true, try report(found.dropFirst(), of: subject, at: now))
    }
    if let customerID = known.customerID {
      if restores, !found.contains(where: { $0.candidate.customerID == customerID }) {
        try exchange(known, for: oldest, actor: actor, at: now)
        return (true, try report(found.dropFirst(), of: subject, at: now))
      }
      let others = found.filter { $0.candidate.customerID != customerID }
      return (false, try report(others[...], of: subject, at: now))
    }
    guard let latest = try latestAttempt(of: subject),
      latest.attempt.state == .planned || (restores && isOutcome(found, of: latest.attempt))
    else { return (false, 0) }
    let duplicates = found.dropFirst().map(\.candidate.customerID)
    try bind(latest, to: oldest.candidate, duplicates: duplicates, held: oldest.held, at: now)
    return (true, duplicates.count)
  }

  /// Whether one of the customers bears the key that an open attempt has sent, or may have.
  private func isOutcome(_ found: [FoundCustomer], of attempt: Attempt) -> Bool {
    switch attempt.state {
    case .sending(let request, _), .burnt(let request, _, _):
      found.contains { $0.candidate.provisionKey == request.key }
    case .planned, .bound, .parked, .superseded: false
    }
  }

  /// Whether the customer is bound to somebody else and stays so.
  ///
  /// A guest's that bears a user's mark was claimed after the ledger's time: the guest lets go.
  private func isForeign(
    _ customerID: CustomerID, to subject: Subject, at now: WallTime
  ) throws(LedgerError) -> Bool {
    guard let living = try binding(of: customerID), living.retiredAt == nil,
      living.subject != subject
    else { return false }
    guard case .guest = living.subject, let userID = subject.userID,
      var guest = try self.subject(living.subject)
    else { return true }
    guest.claimedBy = userID
    guest.state = .deleted
    guest.customerID = nil
    try update(guest)
    if let update = try update(of: guest.subject) {
      try deleteUpdate(of: guest.subject, revision: update.revision)
    }
    try retireBinding(of: customerID, at: now, reason: "claimed")
    return false
  }

  /// Binds what Stripe lists in place of a customer that it no longer lists: that one was deleted,
  /// and another made, after the ledger's time.
  private func exchange(
    _ known: SubjectRecord, for found: FoundCustomer, actor: String, at now: WallTime
  ) throws(LedgerError) {
    guard let gone = known.customerID else { return }
    var owner = known
    owner.customerID = found.candidate.customerID
    owner.customerCreated = found.candidate.created
    owner.toldProfile = found.held
    owner.ownerTold = true
    try retireBinding(of: gone, at: now, reason: "deleted_at_stripe")
    try update(owner)
    try insert(
      BindingRecord(
        customerID: found.candidate.customerID, subject: known.subject, generation: nil,
        boundAt: now))
    try audit(
      "customer.restored", known.subject, customerID: found.candidate.customerID, actor: actor,
      at: now)
  }

  private func restore(
    _ subject: Subject, _ found: FoundCustomer, actor: String, at now: WallTime
  ) throws(LedgerError) {
    guard try binding(of: found.candidate.customerID).map({ $0.retiredAt != nil }) ?? true else {
      throw .conflict("the customer is bound already")
    }
    var record = SubjectRecord(
      subject: subject, profile: found.held, emailVerified: false,
      source: found.source ?? .manual, createdVia: found.createdVia ?? role(of: actor),
      createdAt: now)
    record.state = .ready
    record.customerID = found.candidate.customerID
    record.customerCreated = found.candidate.created
    record.toldProfile = found.held
    record.ownerTold = true
    try insert(record)
    try insert(
      BindingRecord(
        customerID: found.candidate.customerID, subject: subject, generation: nil, boundAt: now))
    try audit(
      "customer.restored", subject, customerID: found.candidate.customerID, actor: actor, at: now)
  }

  private func report(
    _ found: some Sequence<FoundCustomer>, of subject: Subject, at now: WallTime
  ) throws(LedgerError) -> Int {
    var count = 0
    for extra in found {
      count += 1
      try insert(
        ReviewRecord(
          reason: "duplicate_customer", subject: subject, customerID: extra.candidate.customerID,
          createdAt: now))
    }
    return count
  }

  /// The role is an actor's first word.
  private func role(of actor: String) -> String { String(actor.prefix { $0 != " " }) }
}
