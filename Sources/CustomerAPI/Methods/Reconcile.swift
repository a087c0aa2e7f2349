public import JSONRPC

/// Compares the ledger with Stripe's list of customers and settles what differs.
///
/// For callers: `proto-docs/methods/Reconcile.md`.
public enum Reconcile: MessageMethod {
  /// What is asked.
  public typealias Params = WireReconcileRequest
  /// What is answered.
  public typealias Result = WireReconcileResponse

  /// gRPC's full name.
  public static let name = MethodName(named: "billing.customer.v1.CustomerAdmin/Reconcile")
  /// Who may call it.
  public static let roles: Set<Role> = [.ops]
  /// How long it may take when the caller does not say.
  public static let defaultDeadline = Duration.seconds(30)
  /// What calling it twice does.
  public static let idempotency = Idempotency.idempotent
  /// It tells how far it has come.
  public static let streams = true
  /// Why it may refuse, beside the protocol's own reasons.
  public static let reasons: Set<ErrorReason> = [
    .stripeUnavailable, .accountOnHold, .reconcileRunning, .ledgerUnavailable, .draining,
  ]
}
