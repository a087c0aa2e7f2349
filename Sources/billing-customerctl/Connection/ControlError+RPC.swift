import JSONRPC

extension ControlError {
  /// What the daemon, or the way to it, answered.
  init(_ error: RPCError) {
    let fields = error.fieldViolations.map { "; \($0.field): \($0.description)" }.joined()
    self.init(
      Self.status(of: error.status),
      "\(error.message)\(fields) (\(error.status.word), \(error.reason))")
  }

  private static func status(of code: StatusCode) -> ExitStatus {
    switch code {
    case .unavailable: .unavailable
    case .notFound: .notFound
    case .invalidArgument, .outOfRange: .badInput
    case .permissionDenied, .unauthenticated: .notPermitted
    case .deadlineExceeded, .resourceExhausted, .aborted, .cancelled: .tryAgain
    case .unknown, .alreadyExists, .failedPrecondition, .unimplemented, .internal, .dataLoss:
      .failed
    }
  }
}
