public import JSONRPC

/// Why an event is neither with the daemon nor in the spool.
public enum DeliveryFailure: Error, Hashable, Sendable {
  /// The daemon will never accept it as it is, for this reason.
  case refused(ErrorReason)
  /// The daemon did not answer in time, for this reason, and no spool is configured.
  case unreachable(ErrorReason)
  /// The daemon did not answer in time and the spool is full.
  case spoolFull
  /// The daemon did not answer in time and the spool cannot be written.
  case spoolUnwritable
}
