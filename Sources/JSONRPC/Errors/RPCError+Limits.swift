extension RPCError {
  static var requestTooLarge: RPCError {
    .resourceExhausted(
      "cannot take the request: it is larger than the limit", reason: .requestTooLarge)
  }

  static func replyTooLarge(executed: Executed) -> RPCError {
    .resourceExhausted(
      "cannot send the reply: it is larger than the limit", reason: .replyTooLarge,
      executed: executed)
  }

  static func tooManyCalls(retryAfter: Duration) -> RPCError {
    .resourceExhausted(
      "cannot begin the call: too many are under way", reason: .tooManyCalls,
      retryAfter: retryAfter)
  }

  static func unknownField(_ name: String) -> RPCError {
    .invalidArgument(
      field: String(name.prefix(64)), description: "it is not a field of this method")
  }

  static var duplicateID: RPCError {
    .invalidRequest("cannot begin the call: its id is still under way", reason: .duplicateID)
  }

  /// The error with our name of the request, unless it has one.
  func named(_ id: RequestID) -> RPCError {
    guard requestID == nil else { return self }
    var error = self
    error.requestID = id
    return error
  }
}
