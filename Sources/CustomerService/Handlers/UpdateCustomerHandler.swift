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
    let (waits, deadline) = (params.wait != .stored, call.deadline)
    let actor = call.caller.actor
    if engine.isDraining { throw RPCError(.draining, "cannot take new work: the daemon drains") }
    return .later { [self] () async throws(RPCError) in
      let stored = try await store(
        change, to: userID, actor: actor, dryRun: call.metadata.dryRun)
      if !call.metadata.dryRun {
        engine.updates.hurry(stored.subject)
        if waits, stored.state == .ready { await told(stored.subject, until: deadline) }
      }
      var response = WireUpdateCustomerResponse()
      response.customer = WireCustomer(stored, mode: engine.parts.mode)
      return response
    }
  }

  private func store(
    _ change: ProfileChange, to userID: UserID, actor: String, dryRun: Bool
  ) async throws(RPCError) -> SubjectRecord {
    let now = engine.parts.clock.wallNow()
    let stored = try await engine.parts.writing(dryRun: dryRun) { tx throws(LedgerError) in
      try tx.change(.user(userID), change, actor: actor, at: now)
    }
    guard let stored else { throw RPCError(.userNotFound, "cannot find the user") }
    if stored.state == .erased { throw RPCError(.userErased, "cannot change an erased user") }
    return stored
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
