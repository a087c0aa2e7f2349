public import CustomerModel

/// What is known of a sign-up when its time is up.
public enum SignupOutcome: Hashable, Sendable {
  /// The daemon has it on disk; the customer's id where there is one already.
  case stored(CustomerID?)
  /// The daemon wants no customer for it: an anonymous sign-up. Nothing was recorded.
  case skipped
  /// It is in the spool and will be delivered later.
  case spooled
  /// It is nowhere: tell the daemon again.
  case notDelivered(DeliveryFailure)
}
