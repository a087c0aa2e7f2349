/// What is known of a change when its time is up.
public enum UpdateOutcome: Hashable, Sendable {
  /// The daemon has it on disk, or there was nothing to change.
  case stored
  /// It is in the spool and will be delivered later; not `onDisk` where the budget ended before the
  /// disk was done: a crash of this process may then lose it, and a fault is told by log and counts.
  case spooled(onDisk: Bool)
  /// It is nowhere: tell the daemon again.
  case notDelivered(DeliveryFailure)
}
