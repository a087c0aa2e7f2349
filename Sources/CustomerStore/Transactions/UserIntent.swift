public import CustomerModel

/// That a registered user shall have a customer.
public struct UserIntent: Hashable, Sendable {
  /// Who.
  public let userID: UserID
  /// What is known of them.
  public let profile: Profile
  /// Whether the platform has verified that the address is theirs.
  public let emailVerified: Bool
  /// Which flow asks.
  public let source: Source
  /// The role that asks.
  public let role: String
  /// Who asks, for the audit trail.
  public let actor: String

  /// Gathers an intent; without an actor, the role stands for it.
  public init(
    userID: UserID, profile: Profile, emailVerified: Bool, source: Source, role: String,
    actor: String? = nil
  ) {
    self.userID = userID
    self.profile = profile
    self.emailVerified = emailVerified
    self.source = source
    self.role = role
    self.actor = actor ?? role
  }
}
