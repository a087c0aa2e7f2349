public import JSONRPC

/// Answers what the daemon is, whether it is well, and how much waits.
///
/// For callers: `proto-docs/methods/GetStatus.md`.
public enum GetStatus: MessageMethod {
  /// What is asked.
  public typealias Params = WireGetStatusRequest
  /// What is answered.
  public typealias Result = WireGetStatusResponse

  /// gRPC's full name.
  public static let name = MethodName(named: "billing.customer.v1.CustomerAdmin/GetStatus")
  /// Who may call it.
  public static let roles: Set<Role> = [.ops]
  /// How long it may take when the caller does not say.
  public static let defaultDeadline = Duration.seconds(2)
  /// What calling it twice does.
  public static let idempotency = Idempotency.noSideEffects
  /// Why it may refuse, beside the protocol's own reasons.
  public static let reasons: Set<ErrorReason> = []
}
