internal import CustomerModel
internal import CustomerStore
internal import JSONRPC
internal import Logging
internal import Stripe

/// Whether the ledger knows all that Stripe holds of it; nothing is sent while that is in doubt.
///
/// A ledger that was lost or restored from an older copy would make second customers for users whom
/// it has forgotten. Stripe's own list is the backup: `Reconcile` with `rebuild` reads it back.
struct LedgerTrust: Sendable {
  let parts: ServiceParts
  let gate: StripeGate
  private let restored = WakeSignal()

  init(parts: ServiceParts, gate: StripeGate) {
    self.parts = parts
    self.gate = gate
  }

  /// Why the ledger is not trusted; nil when it is, or cannot be read.
  var suspicion: Suspicion? {
    // What a ledger that cannot be read is worth shows at the next request.
    let found = try? parts.ledger.read { reader throws(LedgerError) in try reader.suspicion() }
    return found.flatMap { $0 }
  }

  /// Returns once the ledger is trusted, or the task is cancelled.
  func awaited() async {
    guard let first = suspicion else { return }
    parts.logger.critical(
      "the database is not trusted: nothing is sent to stripe before Reconcile with rebuild",
      metadata: ["suspicion": "\(first.rawValue)"])
    while !Task.isCancelled, suspicion != nil {
      let untilLook = gate.untilNextLook
      if untilLook == .zero { await gate.look() }
      await restored.wait(
        upTo: max(untilLook ?? parts.policy.idlePause, .milliseconds(20)), clock: parts.clock)
    }
  }

  /// Trusts the ledger again, after Stripe's whole list was read into it.
  func restore(by actor: String) async throws(RPCError) {
    let now = parts.clock.wallNow()
    let wasSuspicious = try await parts.writing { tx throws(LedgerError) -> Bool in
      guard let suspicion = try tx.suspicion() else { return false }
      try tx.setSuspicion(nil)
      try tx.audit("ledger.rebuilt", nil, actor: actor, detail: suspicion.rawValue, at: now)
      return true
    }
    guard wasSuspicious else { return }
    parts.logger.notice("the ledger was rebuilt from stripe's list and is trusted again")
    restored.wake()
  }

  /// Notes when one of Stripe's newest customers was made by us and the ledger does not know it.
  ///
  /// This finds a loss that left no witness, and a directory restored as a whole, where the newest
  /// hundred tell; it costs no call beyond the one every start makes. A crash cannot look like it:
  /// subject and key are committed before the request that makes a customer leaves.
  func compare(with newest: [StripeCustomer]) async throws(LedgerError) {
    let (namespace, mode, now) = (parts.policy.namespace, parts.mode, parts.clock.wallNow())
    let ours = newest.compactMap(\.candidate).filter { candidate in
      guard let owner = candidate.owner else { return false }
      return candidate.provisionKey != nil
        && candidate.belongs(to: owner, namespace: namespace, mode: mode)
    }
    let isUnknown = try parts.ledger.read { reader throws(LedgerError) -> Bool in
      guard try reader.suspicion() == nil else { return false }
      for candidate in ours {
        let isExplained = try reader.explains(candidate, namespace)
        if !isExplained { return true }
      }
      return false
    }
    guard isUnknown else { return }
    try await parts.ledger.write { tx throws(LedgerError) in
      try tx.setSuspicion(.unknownAtStripe)
      try tx.audit(
        "ledger.suspicious", nil, detail: Suspicion.unknownAtStripe.rawValue, at: now)
    }
  }
}

extension LedgerReader {
  /// Whether the ledger can have made this customer.
  fileprivate func explains(
    _ candidate: Candidate, _ namespace: LedgerNamespace
  ) throws(LedgerError) -> Bool {
    guard let owner = candidate.owner, try binding(of: candidate.customerID) == nil else {
      return true
    }
    guard try subject(owner) != nil else { return false }
    guard let latest = try latestAttempt(of: owner)?.attempt, case .planned = latest.state else {
      return true
    }
    // A key that was never sent, as far as the ledger knows.
    return candidate.provisionKey
      != .creation(namespace: namespace, subject: owner, generation: latest.generation)
  }
}
