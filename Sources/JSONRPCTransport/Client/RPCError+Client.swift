public import JSONRPC

extension ErrorReason {
  /// Nobody answers at the daemon's socket.
  public static let daemonUnreachable = ErrorReason("DAEMON_UNREACHABLE")
  /// The connection ended before the reply.
  public static let connectionLost = ErrorReason("CONNECTION_LOST")
  /// The client was shut down.
  public static let clientClosed = ErrorReason("CLIENT_CLOSED")
}

extension RPCError {
  static func daemonUnreachable(_ path: SocketPath, _ cause: String) -> RPCError {
    .unavailable(
      "cannot reach the daemon at \(path): \(cause)", reason: .daemonUnreachable, executed: .no)
  }

  static func connectionLost(_ path: SocketPath) -> RPCError {
    .unavailable(
      "cannot tell what became of the call: the connection to \(path) ended before the reply",
      reason: .connectionLost, executed: .unknown)
  }

  static func clientClosed(executed: Executed) -> RPCError {
    RPCError(
      .unavailable, reason: .clientClosed, message: "cannot call: the client was shut down",
      executed: executed, retry: Retry(allowed: false))
  }

  static func requestTooLargeToSend() -> RPCError {
    .resourceExhausted(
      "cannot send the request: it is larger than the limit", reason: .requestTooLarge)
  }

  static func tooManyWaitingCalls() -> RPCError {
    .resourceExhausted(
      "cannot call: too many calls of this client wait", reason: .tooManyCalls,
      retryAfter: .milliseconds(100))
  }
}
