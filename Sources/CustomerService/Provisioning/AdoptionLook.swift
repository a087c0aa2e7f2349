internal import CustomerModel
internal import CustomerStore
internal import Stripe

/// Looks whether Stripe holds a customer, made by others, that may become a subject's own.
struct AdoptionLook: Sendable {
  /// What came of a look.
  enum Outcome {
    /// The subject has a customer now.
    case adopted
    /// A customer must be made.
    case nothing
    /// Stripe's list did not come, and that is not "none"; nil when nothing was asked.
    case unanswered(StripeOutcome<StripePage<StripeCustomer>>?)
  }

  let parts: ServiceParts
  let gate: StripeGate

  /// Looks before the first generation is fixed; a later one knows what became of the first.
  func look(
    for record: AttemptRecord, foreground: Bool
  ) async throws(LedgerError) -> Outcome {
    guard let address = try address(of: record) else { return .nothing }
    var query = CustomerQuery()
    query.email = address.text
    let question = query
    let outcome = await gate.perform(.listCustomers, foreground: foreground) {
      await $0.listCustomers(question)
    }
    guard case .ok(let page, _)? = outcome else { return .unanswered(outcome) }
    let found = CustomersOfAddress(
      count: page.items.count + (page.hasMore ? 1 : 0),
      unowned: page.items.filter(\.isUnowned).compactMap(\.found))
    let now = parts.clock.wallNow()
    let isAdopted = try await parts.ledger.write { tx throws(LedgerError) in
      try tx.adopt(record, from: found, at: now)
    }
    return isAdopted ? .adopted : .nothing
  }

  /// The address to look for; nil when the subject may not adopt.
  private func address(of record: AttemptRecord) throws(LedgerError) -> EmailAddress? {
    let (subject, policy) = (record.attempt.subject, parts.policy)
    guard record.attempt.generation == .first else { return nil }
    let owner = try parts.ledger.read { reader throws(LedgerError) in try reader.subject(subject) }
    guard let owner else { return nil }
    switch subject {
    case .user where policy.adoptsVerifiedEmail && owner.emailVerified: return owner.profile.email
    case .guest where policy.adoptsGuestEmail: return owner.profile.email
    case .user, .guest: return nil
    }
  }
}

extension StripeCustomer {
  /// Whether the customer bears nobody's mark, ours or another installation's.
  fileprivate var isUnowned: Bool {
    let marks = [MetadataKey.userID, MetadataKey.guestID, MetadataKey.provisionKey]
    return !deleted && marks.allSatisfy { metadata[$0] == nil }
  }

  fileprivate var found: FoundCustomer? {
    candidate.map { FoundCustomer(candidate: $0, held: profile, source: nil, createdVia: nil) }
  }
}
