extension RPCError {
  /// Every reason that the protocol itself answers, with the status it always bears.
  ///
  /// `UNSPECIFIED` is not among them: a client makes it of an error that gives no reason.
  public static let protocolStatuses: [ErrorReason: StatusCode] = [
    .malformedJSON: .invalidArgument,
    .duplicateKey: .invalidArgument,
    .invalidText: .invalidArgument,
    .tooDeep: .invalidArgument,
    .incompleteRequest: .invalidArgument,
    .requestTooLarge: .resourceExhausted,
    .replyTooLarge: .resourceExhausted,
    .invalidRequest: .invalidArgument,
    .duplicateID: .invalidArgument,
    .emptyBatch: .invalidArgument,
    .batchTooLarge: .resourceExhausted,
    .methodNotFound: .unimplemented,
    .invalidParams: .invalidArgument,
    .invalidField: .invalidArgument,
    .roleNotAllowed: .permissionDenied,
    .deadlineExceeded: .deadlineExceeded,
    .cancelled: .cancelled,
    .tooManyCalls: .resourceExhausted,
    .tooManyConnections: .resourceExhausted,
    .tooManyBytes: .resourceExhausted,
    .unavailable: .unavailable,
    .internalFault: .internal,
    .notFound: .notFound,
  ]
}
