import CustomerModel
import CustomerStore

/// A script of transactions over few subjects and customers, so that they meet each other often;
/// the same seed gives the same script.
struct RandomTransactions {
  typealias Transaction = @Sendable (any LedgerTransaction) throws(LedgerError) -> Void

  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

  mutating func next() -> Transaction {
    let subject = anySubject()
    let time = WallTime(milliseconds: Int64(number(below: 50)))
    switch number(below: 10) {
    case 0, 1: return insertion(of: subject, at: time)
    case 2: return change(of: subject)
    case 3: return attempt(for: subject, at: time)
    case 4, 5: return progress(of: subject, at: time)
    case 6: return binding(of: subject, at: time)
    case 7: return retirement(at: time)
    case 8: return update(of: subject, at: time)
    default: return note(on: subject, at: time)
    }
  }

  private mutating func insertion(of subject: Subject, at time: WallTime) -> Transaction {
    let record = SubjectRecord(
      subject: subject, profile: anyProfile(), emailVerified: number(below: 2) == 0,
      source: .manual, createdVia: "ops", createdAt: time)
    return { tx throws(LedgerError) in try tx.insert(record) }
  }

  private mutating func change(of subject: Subject) -> Transaction {
    let (profile, customer, isReady) = (anyProfile(), anyCustomer(), number(below: 2) == 0)
    let claims = number(below: 4) == 0
    return { tx throws(LedgerError) in
      guard var record = try tx.subject(subject) else { throw .stale }
      record.profile = profile
      record.profileVersion += 1
      record.state = isReady ? .ready : .pending
      record.customerID = isReady ? customer : nil
      record.claimedBy = claims ? UserID(unchecked: "u-0") : nil
      try tx.update(record)
    }
  }

  private mutating func attempt(for subject: Subject, at time: WallTime) -> Transaction {
    let number = number(below: 3) + 1
    return { tx throws(LedgerError) in
      let attempt = Attempt(subject: subject, generation: Generation(number: number))
      try tx.insert(AttemptRecord(attempt: attempt, at: time))
    }
  }

  private mutating func progress(of subject: Subject, at time: WallTime) -> Transaction {
    let states: [AttemptState] = [
      .planned, .sending(Sample.request, ambiguous: true),
      .burnt(Sample.request, cause: .windowOver, quietUntil: Sample.stripeNow),
      .bound(CustomerID(unchecked: "cus_1")), .parked("why"), .superseded,
    ]
    let (state, isLate) = (states[number(below: states.count)], number(below: 5) == 0)
    return { tx throws(LedgerError) in
      guard var record = try tx.latestAttempt(of: subject) else { throw .stale }
      record.attempt.state = state
      record.attempt.omitting = [.phone]
      record.tries += 1
      record.nextTry = time
      record.lastError = "word"
      if isLate { record.revision += 1 }
      try tx.update(record)
    }
  }

  private mutating func binding(of subject: Subject, at time: WallTime) -> Transaction {
    let record = BindingRecord(
      customerID: anyCustomer(), subject: subject, generation: .first, boundAt: time)
    return { tx throws(LedgerError) in try tx.insert(record) }
  }

  private mutating func retirement(at time: WallTime) -> Transaction {
    let customer = anyCustomer()
    return { tx throws(LedgerError) in
      try tx.retireBinding(of: customer, at: time, reason: "deleted")
    }
  }

  private mutating func update(of subject: Subject, at time: WallTime) -> Transaction {
    let (deletes, isLate) = (number(below: 4) == 0, number(below: 4) == 0)
    return { tx throws(LedgerError) in
      var record = try tx.update(of: subject) ?? UpdateRecord(subject: subject, at: time)
      record.nextTry = time
      record.tries += 1
      if isLate { record.revision += 1 }
      if deletes {
        try tx.deleteUpdate(of: subject, revision: record.revision)
      } else {
        try tx.save(record)
      }
    }
  }

  /// A review, an audit entry, a checkout's answer; a failure in the last undoes the others.
  private mutating func note(on subject: Subject, at time: WallTime) -> Transaction {
    let review = ReviewRecord(
      reason: "r\(number(below: 2))", subject: subject,
      customerID: number(below: 2) == 0 ? nil : anyCustomer(), createdAt: time)
    let payment = IntakePaymentRecord(
      intakePaymentID: IntakePaymentID(unchecked: "p-\(number(below: 4))"), subject: subject,
      matchedBy: .guestEmail, createdAt: time)
    let seen = StripeInstant(seconds: Int64(number(below: 100)))
    return { tx throws(LedgerError) in
      try tx.insert(review)
      try tx.audit("noted", subject, at: time)
      try tx.observe(seen)
      try tx.insert(payment)
    }
  }

  private mutating func anySubject() -> Subject {
    let id = number(below: 3)
    return number(below: 3) == 0
      ? .guest(GuestID(unchecked: "g-\(id)")) : .user(UserID(unchecked: "u-\(id)"))
  }

  private mutating func anyCustomer() -> CustomerID {
    CustomerID(unchecked: "cus_\(number(below: 4))")
  }

  private mutating func anyProfile() -> Profile {
    Profile(email: EmailAddress(unchecked: ["A@x.org", "a@x.org", "b@x.org"][number(below: 3)]))
  }

  private mutating func number(below limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(limit))
  }
}
