public import CustomerAPI
internal import CustomerModel
internal import CustomerStore
public import JSONRPC

/// Answers with the subject's one customer, and sees to it that there is one.
///
/// A user whose customer is known is answered at once from the ledger; only what must be written
/// or waited for takes a task.
public struct GetOrCreateCustomerHandler: MethodHandler {
  /// The method that is handled.
  public typealias Contract = GetOrCreateCustomer

  let engine: CustomerEngine

  /// Handles by means of an engine.
  public init(_ engine: CustomerEngine) { self.engine = engine }

  /// Answers a call.
  ///
  /// - Throws: `INVALID_ARGUMENT` naming the field, `PERMISSION_DENIED` for a source that is not
  ///   the role's, `FAILED_PRECONDITION` for an erased user, `UNAVAILABLE` without a ledger.
  public func answer(
    _ params: WireGetOrCreateCustomerRequest, _ call: Call
  ) throws(RPCError) -> Answer<WireGetOrCreateCustomerResponse> {
    let request = try CustomerRequest(
      params, caller: call.caller, policy: engine.parts.policy,
      newGuestID: engine.parts.newGuestID)
    if case .anonymous = request {
      var response = WireGetOrCreateCustomerResponse()
      response.outcome = .skipped
      return .now(response)
    }
    if let begun = try known(request), params.wait == .stored || begun.record.state != .pending {
      return .now(try response(begun, outcome: nil))
    }
    if engine.isDraining { throw RPCError(.draining, "cannot take new work: the daemon drains") }
    return .later { [self] () async throws(RPCError) in
      if call.metadata.dryRun { return try await rehearse(request) }
      return try await begin(request, waits: params.wait != .stored, until: call.deadline)
    }
  }

  /// The answer as far as reading gives one.
  private func known(_ request: CustomerRequest) throws(RPCError) -> Begun? {
    let begun = try engine.parts.reading { reader throws(LedgerError) -> Begun? in
      switch request {
      case .anonymous: nil
      case .user(let intent, nil):
        try reader.subject(.user(intent.userID)).flatMap { record in
          // A first proof of the address must be written down.
          if intent.emailVerified, !record.emailVerified { return nil }
          return Begun(record: record, origin: .known, matchedBy: .userID)
        }
      case .user(_, let payment?): try reader.answered(payment)
      case .checkout(let intent): try reader.answered(intent.intakePaymentID)
      }
    }
    guard let begun else { return nil }
    return try checked(begun, request)
  }

  private func rehearse(
    _ request: CustomerRequest
  ) async throws(RPCError) -> WireGetOrCreateCustomerResponse {
    try response(try await store(request, dryRun: true), outcome: nil)
  }

  /// A payment keeps its answer, but not for somebody else: no customer is answered for two users.
  private func checked(_ begun: Begun, _ request: CustomerRequest) throws(RPCError) -> Begun {
    guard case .user(let intent, _) = request, let userID = begun.record.subject.userID,
      userID != intent.userID
    else { return begun }
    throw RPCError(
      .intakePaymentOfAnother, "cannot use the payment id of another user's payment",
      field: "intakePaymentId")
  }

  private func begin(
    _ request: CustomerRequest, waits: Bool, until deadline: BootInstant
  ) async throws(RPCError) -> WireGetOrCreateCustomerResponse {
    let begun = try await store(request, dryRun: false)
    let subject = begun.record.subject
    if begun.origin == .claimed { engine.updates.hurry(subject) }
    guard begun.record.state == .pending else { return try response(begun, outcome: nil) }
    engine.attempts.hurry(subject)
    guard waits else { return try response(begun, outcome: .pending) }
    return try await settled(begun, until: deadline)
  }

  private func store(
    _ request: CustomerRequest, dryRun: Bool
  ) async throws(RPCError) -> Begun {
    let now = engine.parts.clock.wallNow()
    let begun = try await engine.parts.writing(dryRun: dryRun) {
      tx throws(LedgerError) -> Begun in
      switch request {
      case .user(let intent, nil): try tx.begin(intent, at: now)
      case .user(let intent, let payment?):
        try tx.begin(intent, intakePaymentID: payment, at: now)
      case .checkout(let intent): try tx.begin(intent, at: now)
      case .anonymous: throw .conflict("anonymous requests are not stored")
      }
    }
    return try checked(begun, request)
  }

  /// Waits for the customer; a deadline that comes first is the result `PENDING`, not an error.
  private func settled(
    _ begun: Begun, until deadline: BootInstant
  ) async throws(RPCError) -> WireGetOrCreateCustomerResponse {
    let (parts, subject) = (engine.parts, begun.record.subject)
    let left =
      Duration.nanoseconds(deadline.nanoseconds) - parts.clock.bootNow() - parts.policy.answerMargin
    await engine.attemptWaiters.wait(
      for: subject, upTo: max(left, .zero), clock: parts.clock
    ) {
      // A ledger that cannot be read now is read again below, where it can be said.
      let record = try? parts.reading { reader throws(LedgerError) in
        try reader.standing(of: subject)
      }
      return record.flatMap { $0 }.map { $0.state != .pending } ?? false
    }
    let (record, binding) = try parts.reading {
      reader throws(LedgerError) -> (SubjectRecord, BindingRecord?) in
      let record = try reader.standing(of: subject) ?? begun.record
      guard let customerID = record.customerID else { return (record, nil) }
      return (record, try reader.binding(of: customerID))
    }
    let after = Begun(record: record, origin: begun.origin, matchedBy: begun.matchedBy)
    guard record.state == .ready, begun.origin != .claimed else {
      return try response(after, outcome: nil)
    }
    // One that no attempt of ours made was adopted.
    return try response(after, outcome: binding?.generation == nil ? .adopted : .created)
  }

  private func response(
    _ begun: Begun, outcome: WireGetOrCreateCustomerResponse.Outcome?
  ) throws(RPCError) -> WireGetOrCreateCustomerResponse {
    if begun.record.state == .erased {
      throw RPCError(.userErased, "cannot make a customer for an erased user")
    }
    var response = WireGetOrCreateCustomerResponse()
    response.customer = WireCustomer(begun.record, mode: engine.parts.mode)
    response.matchedBy = .init(begun.matchedBy)
    let standing: WireGetOrCreateCustomerResponse.Outcome =
      switch (begun.record.state, begun.origin) {
      case (.ready, .claimed): .adopted
      case (.ready, _): .existing
      default: .pending
      }
    response.outcome = outcome ?? standing
    return response
  }
}

extension WireGetOrCreateCustomerResponse.MatchedBy {
  init(_ matchedBy: MatchedBy) {
    switch matchedBy {
    case .userID: self = .userID
    case .emailVerified: self = .emailVerified
    case .emailUnverified: self = .emailUnverified
    case .guestEmail: self = .guestEmail
    case .intakePayment: self = .intakePayment
    case .stripeMetadata: self = .stripeMetadata
    }
  }
}
