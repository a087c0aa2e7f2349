extension RPCError {
  /// A field has a value that it cannot have.
  public static func invalidArgument(
    field: String, description: String, reason: ErrorReason = .invalidField
  ) -> RPCError {
    RPCError(
      .invalidArgument, reason: reason, message: "cannot use \(field): \(description)",
      details: [.badRequest([FieldViolation(field: field, description: description)])])
  }

  /// What was asked for does not exist.
  public static func notFound(
    _ message: String, reason: ErrorReason = .notFound, details: [ErrorDetail] = []
  ) -> RPCError {
    RPCError(.notFound, reason: reason, message: message, details: details)
  }

  /// The role may not call the method.
  public static func permissionDenied(
    _ message: String, reason: ErrorReason = .roleNotAllowed
  ) -> RPCError {
    RPCError(.permissionDenied, reason: reason, message: message)
  }

  /// The system's state does not permit the call.
  public static func failedPrecondition(
    _ message: String, reason: ErrorReason, details: [ErrorDetail] = []
  ) -> RPCError {
    RPCError(.failedPrecondition, reason: reason, message: message, details: details)
  }

  /// The deadline passed.
  public static func deadlineExceeded(executed: Executed) -> RPCError {
    RPCError(
      .deadlineExceeded, reason: .deadlineExceeded,
      message: "cannot finish the call before its deadline", executed: executed)
  }

  /// The caller took the call back, or went away.
  public static func cancelled(executed: Executed) -> RPCError {
    RPCError(
      .cancelled, reason: .cancelled, message: "cannot finish the call: it was cancelled",
      executed: executed)
  }

  /// Not now; try again, after a while when one is given.
  public static func unavailable(
    _ message: String, reason: ErrorReason = .unavailable, executed: Executed = .no,
    retryAfter: Duration? = nil
  ) -> RPCError {
    RPCError(
      .unavailable, reason: reason, message: message, executed: executed,
      retry: Retry(allowed: true, after: retryAfter))
  }

  /// A limit is reached; `retryAfter` is nil when trying again does not help.
  public static func resourceExhausted(
    _ message: String, reason: ErrorReason, executed: Executed = .no, retryAfter: Duration? = nil
  ) -> RPCError {
    RPCError(
      .resourceExhausted, reason: reason, message: message, executed: executed,
      retry: retryAfter.map { Retry(allowed: true, after: $0) })
  }

  /// A fault of ours; the cause stays in the log.
  public static func `internal`(
    _ message: String = "cannot finish the call: a fault inside the service",
    reason: ErrorReason = .internalFault, executed: Executed = .unknown
  ) -> RPCError {
    RPCError(.internal, reason: reason, message: message, executed: executed)
  }

  /// `-32700`: the bytes are not a JSON text.
  public static func parseError(
    _ message: String, reason: ErrorReason = .malformedJSON
  ) -> RPCError {
    RPCError(fault: .parseError, reason: reason, message: message)
  }

  /// `-32600`: the JSON is not a request.
  public static func invalidRequest(
    _ message: String, reason: ErrorReason = .invalidRequest
  ) -> RPCError {
    RPCError(fault: .invalidRequest, reason: reason, message: message)
  }

  /// `-32601`: no such method.
  public static func methodNotFound() -> RPCError {
    RPCError(
      fault: .methodNotFound, reason: .methodNotFound,
      message: "cannot find the method; rpc.discover lists them")
  }

  /// `-32602`: the params have the wrong shape.
  public static func invalidParams(_ message: String) -> RPCError {
    RPCError(fault: .invalidParams, reason: .invalidParams, message: message)
  }
}
