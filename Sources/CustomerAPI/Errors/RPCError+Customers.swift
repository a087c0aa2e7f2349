public import JSONRPC

extension RPCError {
  /// Every reason of this API with the status it always bears.
  public static let customerStatuses: [ErrorReason: StatusCode] = [
    .userIDInvalid: .invalidArgument,
    .customerIDInvalid: .invalidArgument,
    .intakePaymentIDInvalid: .invalidArgument,
    .emailInvalid: .invalidArgument,
    .emailTooLong: .invalidArgument,
    .nameInvalid: .invalidArgument,
    .nameTooLong: .invalidArgument,
    .phoneInvalid: .invalidArgument,
    .addressInvalid: .invalidArgument,
    .subjectMissing: .invalidArgument,
    .sourceNotAllowed: .permissionDenied,
    .updateEmpty: .invalidArgument,
    .pageSizeInvalid: .invalidArgument,
    .pageTokenInvalid: .invalidArgument,
    .userNotFound: .notFound,
    .customerNotFound: .notFound,
    .intakePaymentOfAnother: .invalidArgument,
    .userErased: .failedPrecondition,
    .reconcileRunning: .failedPrecondition,
    .stripeUnavailable: .unavailable,
    .accountOnHold: .failedPrecondition,
    .ledgerUnavailable: .unavailable,
    .draining: .unavailable,
  ]

  /// Makes an error for one of this API's reasons, with the status that belongs to it.
  ///
  /// - Parameters:
  ///   - reason: One of `customerStatuses`.
  ///   - message: One sentence for people, without secrets or personal data.
  ///   - field: The field of the params that is at fault, where one is.
  ///   - executed: Whether anything came of the call.
  ///   - retryAfter: When the same call may succeed; only for what is `UNAVAILABLE`.
  public init(
    _ reason: ErrorReason, _ message: String, field: String? = nil, executed: Executed = .no,
    retryAfter: Duration? = nil
  ) {
    let status = Self.customerStatuses[reason] ?? .unknown
    self.init(
      status, reason: reason, message: message, executed: executed,
      retry: status == .unavailable ? Retry(allowed: true, after: retryAfter) : nil,
      details: field.map {
        [.badRequest([FieldViolation(field: $0, description: message)])]
      } ?? [])
  }
}
