/// Which of the platform's flows asked for a customer; kept in the customer's metadata.
public enum Source: String, Sendable, CaseIterable {
  /// A signup at the auth service.
  case platformSignup = "platform_signup"
  /// A checkout of the intake-payments service.
  case intakePayment = "intake_payment"
  /// A pass over users that were there before.
  case backfill
  /// An operator.
  case manual
}
