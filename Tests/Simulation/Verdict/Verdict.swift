import CustomerModel
import CustomerStore
import StripeSandbox

/// Holds what Stripe has, what the ledger says and what the platform was told against each other.
struct Verdict {
  private let customers: [SandboxCustomer]
  private let entries: CallBook.Entries
  private let account: StripeAccount
  private let ledger: MemoryLedger
  private let isWallClockTrue: Bool
  private let reviews: [ReviewRecord]
  private let audits: [AuditRecord]

  init(run: Run) throws(LedgerError) {
    customers = run.account.customers
    entries = run.book.entries
    account = run.account
    ledger = run.disk.ledger
    isWallClockTrue = run.isWallClockTrue
    reviews = try ledger.read { reader throws(LedgerError) in
      try reader.reviews(after: 0, includingResolved: true, limit: .max)
    }
    audits = try ledger.read { reader throws(LedgerError) in
      try reader.audits(after: 0, limit: .max)
    }
  }

  func firstBreach() throws(LedgerError) -> Breach? {
    if let breach = oneBreach() { return breach }
    if let breach = try keptBreach() { return breach }
    if let breach = sameBreach() { return breach }
    if let breach = try foundBreach() { return breach }
    if let breach = try toldBreach() { return breach }
    return chainBreach()
  }

  /// Customers that our requests made, or that we adopted.
  private var ours: [SandboxCustomer] {
    customers.filter { customer in
      let owner = customer.metadata["user_id"] ?? customer.metadata["guest_id"]
      return owner != nil && owner != Run.stranger
    }
  }

  private func oneBreach() -> Breach? {
    var owners: [String: [String]] = [:]
    for customer in ours where !customer.deleted {
      let owner = customer.metadata["user_id"] ?? customer.metadata["guest_id"] ?? "nobody"
      owners[owner, default: []].append(customer.id)
      // A guest is known by the address alone, and two guests of one address are one person.
      if customer.metadata["user_id"] == nil, let email = customer.email {
        owners["guest \(email)", default: []].append(customer.id)
      }
    }
    let double = owners.filter { $0.value.count > 1 }.keys.min()
    return double.map { Breach(promise: .one, detail: "\($0) has \(owners[$0]?.count ?? 0)") }
  }

  private func keptBreach() throws(LedgerError) -> Breach? {
    for user in entries.acknowledged.sorted() {
      let subject = Subject.user(UserID(unchecked: user))
      if let detail = try unkept(subject) { return Breach(promise: .kept, detail: detail) }
    }
    for payment in entries.payments.sorted() {
      let record = try ledger.read { reader throws(LedgerError) in
        try reader.intakePayment(IntakePaymentID(unchecked: payment))
      }
      guard let record else { return Breach(promise: .kept, detail: "\(payment) is lost") }
      let guest = try subjectRecord(record.subject)
      let subject = guest?.claimedBy.map(Subject.user) ?? record.subject
      if let detail = try unkept(subject) {
        return Breach(promise: .kept, detail: "\(payment): \(detail)")
      }
    }
    return nil
  }

  /// Why somebody who was promised a customer has none; nil when they have one, or a review.
  private func unkept(_ subject: Subject) throws(LedgerError) -> String? {
    guard let record = try subjectRecord(subject) else { return "\(subject.id) is lost" }
    if record.state == .inReview || record.state == .deleted {
      return try isReviewed(subject) ? nil : "\(subject.id) is \(record.state) without a review"
    }
    guard record.state == .ready, let customerID = record.customerID else {
      return "\(subject.id) is \(record.state)"
    }
    guard let customer = customers.first(where: { $0.id == customerID.rawValue }) else {
      return "\(subject.id) has a customer that Stripe never made"
    }
    if isWallClockTrue, customer.deleted,
      let deleted = account.deletionTime(of: customer.id)
    {
      let bound = try ledger.read { reader throws(LedgerError) in
        try reader.binding(of: customerID)
      }
      // An answer may be on its way while the customer is deleted, and a guest's customer that is
      // handed over is not looked at before it is used.
      let start = WallTime(milliseconds: World.epochSeconds * 1000)
      if let bound, bound.generation != nil, bound.boundAt > start + deleted + .seconds(3) {
        return "\(subject.id) was bound to a customer deleted before"
      }
    }
    return nil
  }

  /// Whether a person was told of the subject, or of the guest that they were.
  private func isReviewed(_ subject: Subject) throws(LedgerError) -> Bool {
    for review in reviews {
      if review.subject == subject { return true }
      if let claimant = try subjectRecord(review.subject)?.claimedBy, subject == .user(claimant) {
        return true
      }
    }
    return false
  }

  private func subjectRecord(_ subject: Subject) throws(LedgerError) -> SubjectRecord? {
    try ledger.read { reader throws(LedgerError) in try reader.subject(subject) }
  }

  private func sameBreach() -> Breach? {
    let strangers = Set(customers.filter { $0.metadata["user_id"] == Run.stranger }.map(\.id))
    if let answer = entries.answers.first(where: { strangers.contains($0.customerID) }) {
      return Breach(promise: .same, detail: "\(answer.about) was given somebody else's customer")
    }
    var answered: [String: String] = [:]
    var owners: [String: String] = [:]
    for answer in entries.answers {
      if let before = answered[answer.about], before != answer.customerID,
        customers.contains(where: { $0.id == before && !$0.deleted })
      {
        return Breach(promise: .same, detail: "\(answer.about) was given two customers")
      }
      answered[answer.about] = answer.customerID
      guard answer.about.hasPrefix("user") else { continue }
      if let owner = owners[answer.customerID], owner != answer.about {
        return Breach(promise: .same, detail: "\(owner) and \(answer.about) were given the same")
      }
      owners[answer.customerID] = answer.about
    }
    return nil
  }

  private func foundBreach() throws(LedgerError) -> Breach? {
    for customer in ours where !customer.deleted {
      let id = CustomerID(unchecked: customer.id)
      let binding = try ledger.read { reader throws(LedgerError) in try reader.binding(of: id) }
      guard let binding else {
        let detail = "a customer of \(customer.metadata["user_id"] ?? "a guest") is not known"
        return Breach(promise: .found, detail: detail)
      }
      if let user = customer.metadata["user_id"], binding.subject.userID?.rawValue != user {
        return Breach(promise: .found, detail: "a customer of \(user) leads elsewhere")
      }
    }
    return nil
  }

  private func toldBreach() throws(LedgerError) -> Breach? {
    for customer in customers where !customer.deleted {
      if account.wasEdited(customer.id), customer.metadata["theirs"] != "kept" {
        return Breach(promise: .told, detail: "somebody else's metadata were touched")
      }
    }
    for user in Set(entries.renames.map(\.userID)).sorted() {
      let subject = Subject.user(UserID(unchecked: user))
      guard let record = try subjectRecord(subject), let id = record.customerID?.rawValue,
        let customer = customers.first(where: { $0.id == id }), !customer.deleted,
        try !isReviewed(subject)
      else { continue }
      let renames = entries.renames.filter { $0.userID == user }
      let isHeld = isAllowed(customer.name, after: renames)
      if !isHeld { return Breach(promise: .told, detail: "\(user)'s last name is not Stripe's") }
      if customer.email != record.profile.email?.text {
        return Breach(promise: .told, detail: "\(user)'s address is not Stripe's")
      }
    }
    return nil
  }

  /// Whether a name may be the last: nothing acknowledged was asked after it was acknowledged.
  private func isAllowed(_ name: String?, after renames: [CallBook.Rename]) -> Bool {
    let acknowledged = renames.filter { $0.acknowledged != nil }
    guard let held = renames.first(where: { $0.name == name }) else {
      return acknowledged.isEmpty
    }
    let since = held.acknowledged ?? held.asked
    return !acknowledged.contains { $0.asked > since }
  }

  private func chainBreach() -> Breach? {
    var link = AuditLink.origin
    for (index, record) in audits.enumerated() {
      link = AuditLink(after: link, sequence: Int64(index + 1), entry: record.entry)
      if record.link != link || record.sequence != Int64(index + 1) {
        return Breach(promise: .chain, detail: "entry \(index + 1) does not follow")
      }
    }
    return nil
  }
}
