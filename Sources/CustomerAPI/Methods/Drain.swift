public import JSONRPC

/// Takes no new work from here on and lets what is under way end.
///
/// For callers: `proto-docs/methods/Drain.md`.
public enum Drain: MessageMethod {
  /// What is asked.
  public typealias Params = WireDrainRequest
  /// What is answered.
  public typealias Result = WireDrainResponse

  /// gRPC's full name.
  public static let name = MethodName(named: "billing.customer.v1.CustomerAdmin/Drain")
  /// Who may call it.
  public static let roles: Set<Role> = [.ops]
  /// How long it may take when the caller does not say.
  public static let defaultDeadline = Duration.seconds(2)
  /// What calling it twice does.
  public static let idempotency = Idempotency.idempotent
  /// Why it may refuse, beside the protocol's own reasons.
  public static let reasons: Set<ErrorReason> = []
}
