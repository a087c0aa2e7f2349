public import CustomerModel

/// That a customer was a subject's, from when to when; never overwritten.
public struct BindingRecord: Hashable, Sendable {
  /// Stripe's id.
  public let customerID: CustomerID
  /// Whose it was.
  public let subject: Subject
  /// The generation that made it; nil when it was adopted or imported.
  public let generation: Generation?
  /// When it was bound.
  public let boundAt: WallTime
  /// When it ceased to be theirs; nil while it is.
  public var retiredAt: WallTime?
  /// Why it ceased, a stable word; nil while it is theirs.
  public var retiredReason: String?

  /// A binding from now on, or one read back.
  public init(
    customerID: CustomerID, subject: Subject, generation: Generation?, boundAt: WallTime,
    retiredAt: WallTime? = nil, retiredReason: String? = nil
  ) {
    self.customerID = customerID
    self.subject = subject
    self.generation = generation
    self.boundAt = boundAt
    self.retiredAt = retiredAt
    self.retiredReason = retiredReason
  }
}
