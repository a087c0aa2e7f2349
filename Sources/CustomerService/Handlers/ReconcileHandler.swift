public import CustomerAPI
internal import CustomerModel
internal import CustomerStore
public import JSONRPC

/// Compares the ledger with Stripe's list of customers and settles what differs.
public struct ReconcileHandler: MethodHandler {
  /// The method that is handled.
  public typealias Contract = Reconcile

  let engine: CustomerEngine

  /// Handles by means of an engine.
  public init(_ engine: CustomerEngine) { self.engine = engine }

  /// Answers a call once the list has been read to its end.
  ///
  /// - Throws: `UNAVAILABLE` while draining; `FAILED_PRECONDITION` while another pass is under way
  ///   or Stripe refuses the key; `UNAVAILABLE` when a page cannot be read: then nothing is settled,
  ///   and nothing is concluded from what was not found.
  public func answer(
    _ params: WireReconcileRequest, _ call: Call
  ) throws(RPCError) -> Answer<WireReconcileResponse> {
    if engine.isDraining { throw RPCError(.draining, "cannot take new work: the daemon drains") }
    let rebuild = params.rebuild
    let (progress, actor) = (call.progress, call.caller.actor)
    return .later { [self] () async throws(RPCError) in
      guard engine.reconcileTurn.take() else {
        throw RPCError(.reconcileRunning, "cannot reconcile: another pass is under way")
      }
      defer { engine.reconcileTurn.giveBack() }
      let pass = ReconcilePass(
        parts: engine.parts, gate: engine.gate, restores: rebuild, actor: actor,
        dryRun: call.metadata.dryRun)
      let tally = try await pass.run { done in progress?.report(Progress(done: done)) }
      if rebuild, !call.metadata.dryRun { try await engine.trust.restore(by: actor) }
      engine.attempts.signal.wake()
      var response = WireReconcileResponse()
      response.scanned = Int32(clamping: tally.scanned)
      response.ours = Int32(clamping: tally.ours)
      response.bound = Int32(clamping: tally.bound)
      response.duplicates = Int32(clamping: tally.duplicates)
      response.missing = Int32(clamping: tally.missing)
      return response
    }
  }
}
