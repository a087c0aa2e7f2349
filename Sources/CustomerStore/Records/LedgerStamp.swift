public import CustomerModel

/// Which Stripe account and mode a ledger belongs to, fixed at first use.
public struct LedgerStamp: Hashable, Sendable {
  /// The account's id; nil where the key may not read it.
  public var accountID: String?
  /// The half of the account.
  public let mode: AccountMode
  /// Tells our customers from another installation's.
  public let namespace: LedgerNamespace

  /// Fixes what a ledger belongs to.
  public init(accountID: String?, mode: AccountMode, namespace: LedgerNamespace) {
    self.accountID = accountID
    self.mode = mode
    self.namespace = namespace
  }
}
