/// Why no byte of a request can have reached the server.
public enum NotSentReason: Sendable, Hashable, CustomStringConvertible {
  /// The URL is not one a request may be sent to.
  case urlRefused
  /// A header field, or a body with a method that has none, is not valid.
  case malformedRequest
  /// The host name has no address.
  case cannotResolve
  /// Nobody accepts connections there.
  case cannotConnect
  /// No encrypted connection to a server whose certificate is trusted.
  case cannotSecure
  /// The deadline passed before a connection was ready.
  case deadline
  /// As many exchanges as allowed are under way.
  case tooManyExchanges
  /// The transport is shut down.
  case shutDown
  /// libcurl refused to set up the exchange; the number is its result code.
  case setup(code: UInt32)

  /// The reason, in words for people.
  public var description: String {
    switch self {
    case .urlRefused: "the url is not permitted"
    case .malformedRequest: "the request is malformed"
    case .cannotResolve: "the host name has no address"
    case .cannotConnect: "the host does not accept connections"
    case .cannotSecure: "no trusted encrypted connection"
    case .deadline: "no connection before the deadline"
    case .tooManyExchanges: "too many exchanges under way"
    case .shutDown: "the transport is shut down"
    case .setup(let code): "libcurl refused the set-up with code \(code)"
    }
  }
}
