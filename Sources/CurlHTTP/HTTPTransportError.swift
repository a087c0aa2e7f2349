/// Why an exchange has no complete answer, told apart by whether the server may have acted.
///
/// Holds no URL, header or body, so it is safe to log.
public enum HTTPTransportError: Error, Sendable, Hashable, CustomStringConvertible {
  /// No byte of the request can have reached the server.
  case notSent(NotSentReason)
  /// The request, or part of it, may have reached the server.
  case outcomeUnknown(OutcomeUnknownReason)
  /// The task was cancelled; the request may have reached the server.
  case cancelled

  /// One sentence for people.
  public var description: String {
    switch self {
    case .notSent(let reason): "cannot send the request: \(reason)"
    case .outcomeUnknown(let reason): "cannot tell the outcome of the request: \(reason)"
    case .cancelled: "cannot finish the request: it was cancelled"
    }
  }
}
