internal import CustomerModel
internal import CustomerStore
internal import Logging
internal import Stripe

/// Holds the ledger to one Stripe account and one mode.
struct AccountCheck: Sendable {
  let parts: ServiceParts
  let gate: StripeGate
  let trust: LedgerTrust

  /// What can be told without asking Stripe; run before anything else starts.
  ///
  /// - Throws: `ServiceError` when the key's mode or the namespace is not the ledger's.
  func checkOffline() throws {
    let stamp = try parts.ledger.read { reader throws(LedgerError) in try reader.stamp() }
    guard let stamp else { return }
    if stamp.mode != parts.mode {
      throw ServiceError.wrongMode(ledger: stamp.mode.rawValue, key: parts.mode.rawValue)
    }
    if stamp.namespace != parts.policy.namespace { throw ServiceError.wrongNamespace }
  }

  /// Asks Stripe which account the key belongs to and stamps the ledger, before anything is sent;
  /// and notes when Stripe's newest customers show that the ledger was lost.
  ///
  /// Returns false when Stripe could not be asked; nothing may be sent then.
  /// - Throws: `ServiceError.wrongAccount` when the ledger belongs to another.
  func stamp() async throws -> Bool {
    let newest = await gate.newestCustomers(limit: 100)
    guard let newest, gate.isOpenForCalls else { return false }
    let known = try parts.ledger.read { reader throws(LedgerError) in try reader.stamp() }
    guard let account = await gate.account() else { return false }
    var accountID = known?.accountID
    if case .named(let id) = account {
      if let accountID, accountID != id { throw ServiceError.wrongAccount }
      accountID = id
    }
    let stamp = LedgerStamp(
      accountID: accountID, mode: parts.mode, namespace: parts.policy.namespace)
    do {
      if stamp != known { try await write(stamp) }
      try await trust.compare(with: newest)
      return true
    } catch {
      // A ledger that cannot be written now, as on a full disk, is tried again.
      parts.logger.error("cannot stamp the ledger", metadata: ["cause": "\(error)"])
      return false
    }
  }

  private func write(_ stamp: LedgerStamp) async throws(LedgerError) {
    try await parts.ledger.write { tx throws(LedgerError) in try tx.setStamp(stamp) }
    parts.logger.notice("the ledger belongs to a stripe account from here on")
  }
}
