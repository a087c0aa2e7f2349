/// What is known of a change when its time is up.
public enum UpdateOutcome: Hashable, Sendable {
  /// The daemon has it on disk, or there was nothing to change.
  case stored
  /// It is in the spool and will be delivered later.
  case spooled
  /// It is nowhere: tell the daemon again.
  case notDelivered(DeliveryFailure)
}
