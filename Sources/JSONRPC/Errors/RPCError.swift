/// An error as it crosses the wire: one for every failed call.
///
/// Messages are sentences for people, without secrets or personal data; programs read `status` and
/// `reason`. Rules: section 5 of the protocol's document.
public struct RPCError: Error, Sendable, Equatable {
  /// 1 to 16 for errors of the application, a JSON-RPC code for faults of the protocol.
  public let code: Int
  /// The canonical status.
  public let status: StatusCode
  /// The stable word for programs.
  public let reason: ErrorReason
  /// One sentence for people.
  public var message: String
  /// Whether the call had an effect.
  public var executed: Executed
  /// Advice about sending it again.
  public var retry: Retry?
  /// Our name of the request; the dispatcher fills it in.
  public var requestID: RequestID?
  /// Facts in the shapes of google.rpc.
  public var details: [ErrorDetail]

  /// Makes an error of the application; its code is the number of the status.
  public init(
    _ status: StatusCode, reason: ErrorReason, message: String, executed: Executed = .no,
    retry: Retry? = nil, details: [ErrorDetail] = []
  ) {
    self.code = status.rawValue
    self.status = status
    self.reason = reason
    self.message = message
    self.executed = executed
    self.retry = retry
    self.details = details
  }

  /// Makes a fault of the protocol.
  public init(fault: ProtocolFault, reason: ErrorReason, message: String) {
    self.code = fault.rawValue
    self.status = fault.status
    self.reason = reason
    self.message = message
    self.executed = .no
    self.details = []
  }

  /// The fields that are wrong, of all details.
  public var fieldViolations: [FieldViolation] {
    details.flatMap { detail -> [FieldViolation] in
      guard case .badRequest(let violations) = detail else { return [] }
      return violations
    }
  }
}
