public import CustomerModel

/// A user or a guest, as the ledger knows them.
public struct SubjectRecord: Hashable, Sendable {
  /// Who.
  public let subject: Subject
  /// What the platform knows of them now.
  public var profile: Profile
  /// Counts changes of the profile, from 1.
  public var profileVersion: Int
  /// The profile that Stripe has confirmed; nil before the first customer.
  public var toldProfile: Profile?
  /// Whether Stripe has confirmed that the metadata name this subject.
  public var ownerTold: Bool
  /// Whether the platform has said that the e-mail address is theirs.
  public var emailVerified: Bool
  /// Which flow brought them.
  public let source: Source
  /// Which role asked first; the metadata `created_via`.
  public let createdVia: String
  /// Where they stand.
  public var state: CustomerState
  /// Their customer, when bound.
  public var customerID: CustomerID?
  /// When Stripe made that customer.
  public var customerCreated: StripeInstant?
  /// The user who took over a guest's customer.
  public var claimedBy: UserID?
  /// When they were first heard of.
  public let createdAt: WallTime

  /// Somebody new.
  public init(
    subject: Subject, profile: Profile, emailVerified: Bool, source: Source, createdVia: String,
    createdAt: WallTime
  ) {
    self.subject = subject
    self.profile = profile
    profileVersion = 1
    toldProfile = nil
    ownerTold = false
    self.emailVerified = emailVerified
    self.source = source
    self.createdVia = createdVia
    state = .pending
    customerID = nil
    customerCreated = nil
    claimedBy = nil
    self.createdAt = createdAt
  }
}
