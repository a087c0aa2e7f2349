public import CustomerModel

/// Something that a person must decide.
public struct ReviewRecord: Hashable, Sendable {
  /// Its number; 0 before it is stored.
  public let number: Int64
  /// Why, a stable word such as `duplicate_customer`.
  public let reason: String
  /// Whom it concerns.
  public let subject: Subject
  /// Which customer, where it is about one.
  public let customerID: CustomerID?
  /// A stable word or parameter more.
  public let detail: String
  /// When it came up.
  public let createdAt: WallTime
  /// When it was settled; nil while open.
  public var resolvedAt: WallTime?

  /// A review, new (number 0) or read back.
  public init(
    number: Int64 = 0, reason: String, subject: Subject, customerID: CustomerID? = nil,
    detail: String = "", createdAt: WallTime, resolvedAt: WallTime? = nil
  ) {
    self.number = number
    self.reason = reason
    self.subject = subject
    self.customerID = customerID
    self.detail = detail
    self.createdAt = createdAt
    self.resolvedAt = resolvedAt
  }
}
