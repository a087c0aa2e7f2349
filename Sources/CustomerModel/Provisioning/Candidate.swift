/// A customer at Stripe, as far as deciding whose it is needs to know it.
public struct Candidate: Hashable, Sendable {
  /// Stripe's id.
  public let customerID: CustomerID
  /// When Stripe made it.
  public let created: StripeInstant
  /// The half of the account it lives in.
  public let mode: AccountMode
  /// Whom its metadata names; nil when nobody of ours.
  public let owner: Subject?
  /// Its `provision_key` metadata.
  public let provisionKey: IdempotencyKey?

  /// Gathers what Stripe said.
  public init(
    customerID: CustomerID, created: StripeInstant, mode: AccountMode, owner: Subject?,
    provisionKey: IdempotencyKey?
  ) {
    self.customerID = customerID
    self.created = created
    self.mode = mode
    self.owner = owner
    self.provisionKey = provisionKey
  }

  /// Whether the customer bears this subject's mark, our namespace and our mode.
  ///
  /// A customer without a provision key was made by an earlier system that set our metadata, and
  /// counts as the subject's.
  public func belongs(
    to subject: Subject, namespace: LedgerNamespace, mode: AccountMode
  ) -> Bool {
    owner == subject && self.mode == mode && (provisionKey?.belongs(to: namespace) ?? true)
  }

  /// The oldest first; ties by id, so that every scan chooses alike.
  public static func isOlder(_ left: Candidate, _ right: Candidate) -> Bool {
    (left.created, left.customerID) < (right.created, right.customerID)
  }
}
