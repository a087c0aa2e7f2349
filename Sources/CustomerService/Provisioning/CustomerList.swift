internal import CustomerModel
internal import Stripe

/// Pages Stripe's list of customers to its end; immediately consistent, deleted ones left out.
struct CustomerList: Sendable {
  /// A customer that names somebody of ours.
  struct Entry: Sendable {
    let candidate: Candidate
    let owner: Subject
    let profile: Profile
    let source: Source?
    let createdVia: String?
  }

  let parts: ServiceParts
  let gate: StripeGate

  /// Reads every page from a moment on; false when a page failed, and then absence proves nothing.
  func read(
    from: StripeInstant?, _ page: (_ read: Int, _ entries: [Entry]) async throws -> Void
  ) async rethrows -> Bool {
    var after: StripeCustomerID?
    while !Task.isCancelled {
      var query = CustomerQuery()
      query.createdAtOrAfter = from.map { StripeTime(seconds: $0.seconds) }
      query.startingAfter = after
      let question = query
      let outcome = await gate.perform(.listCustomers, foreground: false) {
        await $0.listCustomers(question)
      }
      guard case .ok(let answer, _)? = outcome else { return false }
      try await page(answer.items.count, answer.items.compactMap(entry))
      guard answer.hasMore, let last = answer.items.last else { return true }
      after = last.id
    }
    return false
  }

  private func entry(_ customer: StripeCustomer) -> Entry? {
    guard let candidate = customer.candidate, let owner = candidate.owner,
      candidate.belongs(to: owner, namespace: parts.policy.namespace, mode: parts.mode)
    else { return nil }
    return Entry(
      candidate: candidate, owner: owner, profile: customer.profile,
      source: customer.metadata[MetadataKey.source].flatMap(Source.init(rawValue:)),
      createdVia: customer.metadata[MetadataKey.createdVia])
  }
}
