public import JSONRPC

/// Why a checkout has no answer, and whether to go on without a customer.
public enum CheckoutError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The daemon cannot be reached, or did not answer in time.
  case unavailable(ErrorReason)
  /// The request is wrong; the same one will always be refused.
  case invalidRequest(ErrorReason)
  /// There will be no customer for this payer, such as an erased user.
  case refused(ErrorReason)
  /// This socket, or its role, may not ask: an operator must act.
  case notPermitted(ErrorReason)
  /// A fault of the daemon.
  case fault(ErrorReason)
  /// The caller's task was cancelled.
  case cancelled

  /// Whether to take the payment without a customer.
  ///
  /// False where the caller should correct its request first, and where it gave up itself.
  public var mayContinueWithoutCustomer: Bool {
    switch self {
    case .unavailable, .refused, .notPermitted, .fault: true
    case .invalidRequest, .cancelled: false
    }
  }

  /// One sentence for the log.
  public var description: String {
    switch self {
    case .unavailable(let reason): "cannot get an answer of the billing daemon: \(reason)"
    case .invalidRequest(let reason): "cannot use the request: \(reason)"
    case .refused(let reason): "cannot have a customer: \(reason)"
    case .notPermitted(let reason): "cannot ask on this socket: \(reason)"
    case .fault(let reason): "cannot tell why the billing daemon failed: \(reason)"
    case .cancelled: "cannot go on: the task was cancelled"
    }
  }

  init(_ error: RPCError) {
    self =
      switch error.status {
      case .cancelled: .cancelled
      case .unavailable, .deadlineExceeded, .resourceExhausted, .aborted: .unavailable(error.reason)
      case .invalidArgument, .outOfRange: .invalidRequest(error.reason)
      case .notFound, .alreadyExists, .failedPrecondition: .refused(error.reason)
      case .permissionDenied, .unauthenticated, .unimplemented: .notPermitted(error.reason)
      case .unknown, .internal, .dataLoss: .fault(error.reason)
      }
  }
}
