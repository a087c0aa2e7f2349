public import CustomerModel

/// What is known of a sign-up when its time is up.
public enum SignupOutcome: Hashable, Sendable {
  /// The daemon has it on disk; the customer's id where there is one already.
  case stored(CustomerID?)
  /// The daemon wants no customer for it: an anonymous sign-up. Nothing was recorded.
  case skipped
  /// It is in the spool and will be delivered later; not `onDisk` where the budget ended before the
  /// disk was done: a crash of this process may then lose it, and a fault is told by log and counts.
  case spooled(onDisk: Bool)
  /// It is nowhere: tell the daemon again.
  case notDelivered(DeliveryFailure)
}
