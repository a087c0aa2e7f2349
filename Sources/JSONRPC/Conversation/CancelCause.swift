/// Why a call that is under way is stopped.
public enum CancelCause: Sendable {
  /// The caller took it back with `rpc.cancel`.
  case cancelled
  /// Its deadline passed.
  case deadlineExceeded
  /// Nobody is there any more to read the reply.
  case connectionClosed
  /// The server stops.
  case shutdown
}
