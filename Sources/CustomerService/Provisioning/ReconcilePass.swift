internal import CustomerAPI
internal import CustomerModel
internal import CustomerStore
internal import JSONRPC

/// One pass over all of Stripe's list, at an operator's word.
struct ReconcilePass: Sendable {
  /// What a pass found.
  struct Tally: Sendable {
    var scanned = 0
    var ours = 0
    var bound = 0
    var duplicates = 0
    var missing = 0
  }

  let parts: ServiceParts
  let gate: StripeGate
  /// Whether customers of users that the ledger does not know are restored from their metadata.
  let restores: Bool
  let actor: String
  /// Whether to say what would be settled and change nothing.
  let dryRun: Bool

  /// Reads the list and settles what differs, oldest customer of each subject first.
  func run(progress: (Int) -> Void) async throws(RPCError) -> Tally {
    var tally = Tally()
    var bySubject: [Subject: [CustomerList.Entry]] = [:]
    let complete = await CustomerList(parts: parts, gate: gate).read(from: nil) { count, entries in
      tally.scanned += count
      tally.ours += entries.count
      for entry in entries { bySubject[entry.owner, default: []].append(entry) }
      progress(tally.scanned)
    }
    guard complete else {
      if case .accountHold = gate.standing.0 {
        throw RPCError(.accountOnHold, "cannot read Stripe's list: Stripe refuses the API key")
      }
      throw RPCError(
        .stripeUnavailable, "cannot read Stripe's list of customers to its end",
        retryAfter: .seconds(5))
    }
    for (subject, entries) in bySubject {
      let oldestFirst = entries.sorted { Candidate.isOlder($0.candidate, $1.candidate) }
      try await settle(subject, oldestFirst, &tally)
    }
    try await countMissing(bySubject, &tally)
    return tally
  }

  private func settle(
    _ subject: Subject, _ entries: [CustomerList.Entry], _ tally: inout Tally
  ) async throws(RPCError) {
    let (now, restores, actor) = (parts.clock.wallNow(), restores, actor)
    let found = entries.map { FoundCustomer($0) }
    let result = try await parts.writing(dryRun: dryRun) { tx throws(LedgerError) in
      try tx.recover(subject, found, restores: restores, actor: actor, at: now)
    }
    tally.bound += result.bound ? 1 : 0
    tally.duplicates += result.duplicates
  }

  /// Bindings whose customer the list does not show: deleted at Stripe, or it would be there.
  private func countMissing(
    _ found: [Subject: [CustomerList.Entry]], _ tally: inout Tally
  ) async throws(RPCError) {
    var after: UserID?
    while true {
      let page = try parts.reading { reader throws(LedgerError) in
        try reader.users(after: after, state: .ready, limit: 1000)
      }
      for record in page {
        guard let customerID = record.customerID else { continue }
        let listed = found[record.subject]?.contains { $0.candidate.customerID == customerID }
        if listed != true { tally.missing += 1 }
      }
      guard page.count == 1000, let last = page.last?.subject.userID else { return }
      after = last
    }
  }
}

extension FoundCustomer {
  fileprivate init(_ entry: CustomerList.Entry) {
    self.init(
      candidate: entry.candidate, held: entry.profile, source: entry.source,
      createdVia: entry.createdVia)
  }
}
