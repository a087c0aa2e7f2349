public import CustomerAPI
internal import CustomerModel
internal import CustomerStore
public import JSONRPC

/// Stores what changed about a user and tells Stripe.
public struct UpdateCustomerHandler: MethodHandler {
  /// The method that is handled.
  public typealias Contract = UpdateCustomer

  let engine: CustomerEngine

  /// Handles by means of an engine.
  public init(_ engine: CustomerEngine) { self.engine = engine }

  /// Answers a call once the change is durable, or once Stripe holds it.
  ///
  /// - Throws: `INVALID_ARGUMENT` naming the field, `NOT_FOUND` for an unknown user,
  ///   `FAILED_PRECONDITION` for an erased one, `UNAVAILABLE` without a ledger.
  public func answer(
    _ params: WireUpdateCustomerRequest, _ call: Call
  ) throws(RPCError) -> Answer<WireUpdateCustomerResponse> {
    let userID = try RequestFields.userID(params.userID)
    let change = try ProfileChange(params)
    let (waits, deadline, role) = (
      params.wait != .stored, call.deadline, call.caller.role.name
    )
    if engine.isDraining { throw RPCError(.draining, "cannot take new work: the daemon drains") }
    return .later { [self] () async throws(RPCError) in
      try await apply(change, to: userID, role: role, waits: waits, until: deadline)
    }
  }

  private func apply(
    _ change: ProfileChange, to userID: UserID, role: String, waits: Bool,
    until deadline: BootInstant
  ) async throws(RPCError) -> WireUpdateCustomerResponse {
    let (parts, subject) = (engine.parts, Subject.user(userID))
    let now = parts.clock.wallNow()
    let stored = try await parts.writing { tx throws(LedgerError) in
      try tx.change(subject, change, actor: role, at: now)
    }
    guard let stored else { throw RPCError(.userNotFound, "cannot find the user") }
    if stored.state == .erased {
      throw RPCError(.userErased, "cannot change an erased user")
    }
    engine.updates.hurry(subject)
    if waits, stored.state == .ready { await told(subject, until: deadline) }
    let record = try parts.reading { reader throws(LedgerError) in try reader.subject(subject) }
    var response = WireUpdateCustomerResponse()
    response.customer = WireCustomer(record ?? stored, mode: parts.mode)
    return response
  }

  /// Waits until Stripe has been told everything; a deadline that comes first is no error.
  private func told(_ subject: Subject, until deadline: BootInstant) async {
    let parts = engine.parts
    while !Task.isCancelled, !isTold(subject) {
      let left =
        Duration.nanoseconds(deadline.nanoseconds) - parts.clock.bootNow()
        - parts.policy.answerMargin
      guard left > .zero else { return }
      await engine.updateWaiters.wait(for: subject, upTo: left, clock: parts.clock) {
        isTold(subject)
      }
    }
  }

  private func isTold(_ subject: Subject) -> Bool {
    // A ledger that cannot be read now says so at the read that makes the answer.
    let waiting = try? engine.parts.ledger.read { reader throws(LedgerError) in
      try reader.update(of: subject) != nil
    }
    return waiting == false
  }
}
