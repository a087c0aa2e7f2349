/// How the answer to a request for a customer was found.
public enum MatchedBy: String, Sendable, CaseIterable {
  /// By the user's id.
  case userID = "USER_ID"
  /// By an e-mail address that the platform has verified.
  case emailVerified = "EMAIL_VERIFIED"
  /// By an e-mail address that nobody has verified: do not offer saved payment methods.
  case emailUnverified = "EMAIL_UNVERIFIED"
  /// By the e-mail address of an earlier guest.
  case guestEmail = "GUEST_EMAIL"
  /// By the intake payment's id.
  case intakePayment = "INTAKE_PAYMENT"
  /// By the metadata of a customer at Stripe.
  case stripeMetadata = "STRIPE_METADATA"
}
