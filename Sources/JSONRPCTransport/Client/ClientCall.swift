import JSONRPC
import NIOCore

/// One call of a client from its start until its caller is answered.
struct ClientCall {
  /// What the caller gets in the end.
  typealias Outcome = Result<JSONText, RPCError>

  /// Where the call stands.
  enum Phase {
    /// Waits for the connection, or for a place on it.
    case queued
    /// Is on the wire.
    case sent
    /// Waits until the server wants to see it again.
    case pausing(Scheduled<Void>)
  }

  /// What is called.
  let request: ClientRequest
  /// Who waits.
  let continuation: CheckedContinuation<Outcome, Never>
  /// When the caller stops waiting.
  let deadline: BootInstant
  /// Fires at the deadline.
  var timer: Scheduled<Void>?
  /// Where the call stands.
  var phase = Phase.queued
  /// Attempts made so far.
  var attempts = 0
  /// The wait before the next attempt.
  var backoff = Backoff()
  /// Why the last attempt failed.
  var lastError: RPCError?

  /// Whether the request is on the wire.
  var isSent: Bool {
    if case .sent = phase { true } else { false }
  }

  /// Whether the server may have acted on the call.
  var executed: Executed {
    isSent ? .unknown : lastError?.executed ?? .no
  }
}
