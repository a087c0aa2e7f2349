public import CustomerModel

/// That a payment shall be made by somebody who is not named by a user id.
public struct CheckoutIntent: Hashable, Sendable {
  /// The payment; the same one always gets the same answer.
  public let intakePaymentID: IntakePaymentID?
  /// What the payer wrote.
  public let profile: Profile
  /// Which flow asks.
  public let source: Source
  /// The role that asks.
  public let role: String
  /// Who asks, for the audit trail.
  public let actor: String
  /// Whether a registered user's e-mail address gives that user's customer.
  public let matchesRegistered: Bool
  /// The id a guest gets who is not known yet.
  public let newGuestID: GuestID

  /// Gathers an intent; without an actor, the role stands for it.
  public init(
    intakePaymentID: IntakePaymentID?, profile: Profile, source: Source, role: String,
    actor: String? = nil, matchesRegistered: Bool, newGuestID: GuestID
  ) {
    self.intakePaymentID = intakePaymentID
    self.profile = profile
    self.source = source
    self.role = role
    self.actor = actor ?? role
    self.matchesRegistered = matchesRegistered
    self.newGuestID = newGuestID
  }
}
