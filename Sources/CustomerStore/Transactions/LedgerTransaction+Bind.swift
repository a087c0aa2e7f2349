public import CustomerModel

extension LedgerTransaction {
  /// Binds a customer to the attempt's subject, with its audit row, in one commit.
  ///
  /// `held` is the profile as Stripe showed it; what differs from ours becomes an update. A
  /// customer that is another subject's already parks the attempt instead: no customer is ever
  /// answered for two. A guest who signed up meanwhile leaves it to the user they are now. An
  /// adopted customer was made by nobody of ours, and Stripe has to be told whose it is.
  public func bind(
    _ record: AttemptRecord, to candidate: Candidate, duplicates: [CustomerID], held: Profile,
    isAdopted: Bool = false, at now: WallTime
  ) throws(LedgerError) {
    let subject = record.attempt.subject
    guard var owner = try self.subject(subject) else { throw .stale }
    if let living = try binding(of: candidate.customerID), living.subject != subject {
      return try park(
        record, "customer_bound_elsewhere", customerID: candidate.customerID, at: now)
    }
    var settled = record
    settled.attempt.state = .bound(candidate.customerID)
    settled.lastError = ""
    try update(settled)
    owner.customerCreated = candidate.created
    owner.toldProfile = told(owner.profile, held: held, omitted: record.attempt.omitting)
    owner.ownerTold = !isAdopted
    try insert(
      BindingRecord(
        customerID: candidate.customerID, subject: subject,
        generation: isAdopted ? nil : record.attempt.generation, boundAt: now))
    try reportDuplicates(duplicates, of: subject, at: now)
    try audit(
      isAdopted ? "customer.adopted" : "customer.bound", subject,
      customerID: candidate.customerID, at: now)
    if let heir = try heir(of: owner) {
      try handOver(candidate.customerID, of: owner, to: heir, at: now)
      return
    }
    owner.claimedBy = nil
    owner.state = .ready
    owner.customerID = candidate.customerID
    try update(owner)
    try queueUpdateIfDifferent(owner, at: now)
  }

  /// Records a customer that was made and deleted before it could be bound, and goes on as policy
  /// says.
  public func replaceDeleted(
    _ record: AttemptRecord, _ candidate: Candidate, recreate: Bool, at now: WallTime
  ) throws(LedgerError) {
    let subject = record.attempt.subject
    try insert(
      BindingRecord(
        customerID: candidate.customerID, subject: subject,
        generation: record.attempt.generation, boundAt: now))
    try retireBinding(of: candidate.customerID, at: now, reason: "deleted_at_stripe")
    try supersede(record)
    try goOnAfterDeletion(
      subject, successor: record.attempt.successor(), recreate: recreate,
      customerID: candidate.customerID, at: now)
  }

  /// Retires the binding of a customer that Stripe says is deleted; false when it is nobody's now.
  ///
  /// An erased user gets no new one, whatever policy says.
  public func customerDeleted(
    _ customerID: CustomerID, recreate: Bool, at now: WallTime
  ) throws(LedgerError) -> Bool {
    guard let living = try binding(of: customerID), living.retiredAt == nil,
      let last = try latestAttempt(ofOwner: living.subject)
    else { return false }
    try retireBinding(of: customerID, at: now, reason: "deleted_at_stripe")
    try goOnAfterDeletion(
      living.subject, successor: last, recreate: recreate, customerID: customerID, at: now)
    return true
  }

  private func latestAttempt(ofOwner subject: Subject) throws(LedgerError) -> Attempt? {
    guard let latest = try latestAttempt(of: subject) else { return Attempt(subject: subject) }
    return latest.attempt.successor()
  }

  private func goOnAfterDeletion(
    _ subject: Subject, successor: Attempt, recreate: Bool, customerID: CustomerID,
    at now: WallTime
  ) throws(LedgerError) {
    guard var owner = try self.subject(subject) else { throw .stale }
    owner.customerID = nil
    owner.customerCreated = nil
    owner.toldProfile = nil
    owner.ownerTold = false
    if let update = try update(of: subject) {
      try deleteUpdate(of: subject, revision: update.revision)
    }
    if owner.state != .erased { owner.state = recreate ? .pending : .deleted }
    try update(owner)
    try audit("customer.deleted_at_stripe", subject, customerID: customerID, at: now)
    if owner.state == .pending {
      try insert(AttemptRecord(attempt: successor, at: now))
    } else if owner.state == .deleted {
      try insert(
        ReviewRecord(
          reason: "customer_deleted", subject: subject, customerID: customerID, createdAt: now))
      try settleHeir(of: owner, as: .deleted)
    }
  }

  private func told(_ wanted: Profile, held: Profile, omitted: Set<ProfileField>) -> Profile {
    var told = held
    if omitted.contains(.email) { told.email = wanted.email }
    if omitted.contains(.name) { told.name = wanted.name }
    if omitted.contains(.phone) { told.phone = wanted.phone }
    if omitted.contains(.address) { told.address = wanted.address }
    return told
  }

  private func queueUpdateIfDifferent(
    _ owner: SubjectRecord, at now: WallTime
  ) throws(LedgerError) {
    let same = ProfileDifference(from: owner.toldProfile, to: owner.profile).isEmpty
    if same, owner.ownerTold { return }
    if try update(of: owner.subject) != nil { return }
    try save(UpdateRecord(subject: owner.subject, at: now))
  }

  private func reportDuplicates(
    _ duplicates: [CustomerID], of subject: Subject, at now: WallTime
  ) throws(LedgerError) {
    for duplicate in duplicates {
      try insert(
        ReviewRecord(
          reason: "duplicate_customer", subject: subject, customerID: duplicate, createdAt: now))
      try audit("customer.duplicate_found", subject, customerID: duplicate, at: now)
    }
  }
}
