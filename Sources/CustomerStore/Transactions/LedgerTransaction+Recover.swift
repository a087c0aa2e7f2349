public import CustomerModel

extension LedgerTransaction {
  /// Settles what Stripe's list shows of one subject, the oldest customer first.
  ///
  /// An unknown subject is restored with the oldest when `restores`; a subject whose attempt has
  /// not sent anything yet is bound to it; a request under way is left to its own course. Whatever
  /// is beyond the subject's customer becomes a review. Nothing is deleted.
  public func recover(
    _ subject: Subject, _ found: [FoundCustomer], restores: Bool, actor: String, at now: WallTime
  ) throws(LedgerError) -> (bound: Bool, duplicates: Int) {
    guard let oldest = found.first else { return (false, 0) }
    guard let known = try self.subject(subject) else {
      guard restores else { return (false, 0) }
      try restore(subject, oldest, actor: actor, at: now)
      return (true, try report(found.dropFirst(), of: subject, at: now))
    }
    if let customerID = known.customerID {
      let others = found.filter { $0.candidate.customerID != customerID }
      return (false, try report(others[...], of: subject, at: now))
    }
    guard let latest = try latestAttempt(of: subject), case .planned = latest.attempt.state else {
      return (false, 0)
    }
    let duplicates = found.dropFirst().map(\.candidate.customerID)
    try bind(latest, to: oldest.candidate, duplicates: duplicates, held: oldest.held, at: now)
    return (true, duplicates.count)
  }

  private func restore(
    _ subject: Subject, _ found: FoundCustomer, actor: String, at now: WallTime
  ) throws(LedgerError) {
    guard try binding(of: found.candidate.customerID).map({ $0.retiredAt != nil }) ?? true else {
      throw .conflict("the customer is bound already")
    }
    var record = SubjectRecord(
      subject: subject, profile: found.held, emailVerified: false,
      source: found.source ?? .manual, createdVia: found.createdVia ?? actor, createdAt: now)
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
    _ found: ArraySlice<FoundCustomer>, of subject: Subject, at now: WallTime
  ) throws(LedgerError) -> Int {
    for extra in found {
      try insert(
        ReviewRecord(
          reason: "duplicate_customer", subject: subject, customerID: extra.candidate.customerID,
          createdAt: now))
    }
    return found.count
  }
}
