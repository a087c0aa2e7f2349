/// What cut an exchange short after the request may have reached the server.
public enum OutcomeUnknownReason: Sendable, Hashable, CustomStringConvertible {
  /// No complete answer before the deadline.
  case deadline
  /// The connection was reset or closed without an answer.
  case connectionLost
  /// The connection was closed within the answer.
  case truncated
  /// The header or the body of the answer is over the limit.
  case tooLarge
  /// The transport was shut down meanwhile.
  case shutDown
  /// The answer is not HTTP, or libcurl gave up; the number is its result code.
  case protocolError(code: UInt32)

  /// The reason, in words for people.
  public var description: String {
    switch self {
    case .deadline: "no complete answer before the deadline"
    case .connectionLost: "the connection was lost"
    case .truncated: "the answer was cut short"
    case .tooLarge: "the answer is too large"
    case .shutDown: "the transport was shut down"
    case .protocolError(let code): "the exchange broke off with libcurl code \(code)"
    }
  }
}
