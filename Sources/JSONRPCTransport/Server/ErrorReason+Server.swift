public import JSONRPC

extension ErrorReason {
  /// The server has as many connections as it may have.
  public static let tooManyConnections = ErrorReason("TOO_MANY_CONNECTIONS")
}
