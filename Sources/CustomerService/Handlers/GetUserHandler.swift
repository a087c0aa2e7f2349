public import CustomerAPI
internal import CustomerModel
internal import CustomerStore
public import JSONRPC
internal import SwiftProtobuf

/// Answers everything that is known about one user.
public struct GetUserHandler: MethodHandler {
  /// The method that is handled.
  public typealias Contract = GetUser

  let engine: CustomerEngine

  /// Handles by means of an engine.
  public init(_ engine: CustomerEngine) { self.engine = engine }

  /// Answers a call, from the ledger alone.
  ///
  /// - Throws: `INVALID_ARGUMENT`, `NOT_FOUND` for an unknown user.
  public func answer(
    _ params: WireGetUserRequest, _ call: Call
  ) throws(RPCError) -> Answer<WireGetUserResponse> {
    let subject = Subject.user(try RequestFields.userID(params.userID))
    let mode = engine.parts.mode
    let found = try engine.parts.reading { reader throws(LedgerError) -> WireGetUserResponse? in
      guard let record = try reader.subject(subject) else { return nil }
      var response = WireGetUserResponse()
      response.customer = WireCustomer(record, mode: mode)
      response.firstSeenAt = Google_Protobuf_Timestamp(record.createdAt)
      if let attempt = try reader.latestAttempt(of: subject) {
        response.attempt = WireAttempt(attempt)
      }
      response.bindings = try reader.bindings(of: subject).map(WireBinding.init)
      response.updatesPending = try reader.update(of: subject) == nil ? 0 : 1
      response.emailVerified = record.emailVerified
      response.source = WireGetOrCreateCustomerRequest.Source(record.source)
      return response
    }
    guard let found else { throw RPCError(.userNotFound, "cannot find the user") }
    return .now(found)
  }
}

extension WireAttempt {
  fileprivate init(_ record: AttemptRecord) {
    self.init()
    generation = Int32(clamping: record.attempt.generation.number)
    tries = Int32(clamping: record.tries)
    lastError = record.lastError
    switch record.attempt.state {
    case .planned: state = .planned
    case .sending(let request, _):
      state = .sending
      idempotencyKey = request.key.rawValue
    case .burnt(let request, _, _):
      state = .burnt
      idempotencyKey = request.key.rawValue
    case .bound: state = .bound
    case .parked: state = .parked
    case .superseded: state = .superseded
    }
    if record.attempt.state.isOpen { nextTryAt = Google_Protobuf_Timestamp(record.nextTry) }
  }
}

extension WireBinding {
  fileprivate init(_ record: BindingRecord) {
    self.init()
    customerID = record.customerID.rawValue
    boundAt = Google_Protobuf_Timestamp(record.boundAt)
    retiredReason = record.retiredReason ?? ""
    if let retired = record.retiredAt { retiredAt = Google_Protobuf_Timestamp(retired) }
    retiredReason = record.retiredReason ?? ""
  }
}

extension WireGetOrCreateCustomerRequest.Source {
  fileprivate init(_ source: Source) {
    switch source {
    case .platformSignup: self = .platformSignup
    case .intakePayment: self = .intakePayment
    case .backfill: self = .backfill
    case .manual: self = .manual
    }
  }
}
