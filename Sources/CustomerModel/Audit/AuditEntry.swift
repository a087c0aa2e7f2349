/// One thing that happened, as it is kept for ever; no personal data in it.
public struct AuditEntry: Hashable, Sendable {
  /// When, on the wall clock of the host that wrote it.
  public let at: WallTime
  /// What happened, a stable word such as `customer.bound`.
  public let event: String
  /// To whom, where it was to somebody.
  public let subject: Subject?
  /// With which customer.
  public let customerID: CustomerID?
  /// At whose request: a role and its process, or `daemon`.
  public let actor: String
  /// A stable word or count more; empty when nothing is to be added.
  public let detail: String

  /// Records a thing.
  public init(
    at: WallTime, event: String, subject: Subject?, customerID: CustomerID? = nil,
    actor: String, detail: String = ""
  ) {
    self.at = at
    self.event = event
    self.subject = subject
    self.customerID = customerID
    self.actor = actor
    self.detail = detail
  }
}
