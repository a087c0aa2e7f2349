public import JSONRPC

/// Answers whether the daemon serves, for the whole of it or for one service.
///
/// The protocol core answers it, so it has no handler. For callers: `proto-docs/methods/Check.md`.
public enum Check: MessageMethod {
  /// What is asked.
  public typealias Params = GRPCHealthCheckRequest
  /// What is answered.
  public typealias Result = GRPCHealthCheckResponse

  /// gRPC's full name.
  public static let name = MethodName(named: "grpc.health.v1.Health/Check")
  /// Who may call it.
  public static let roles: Set<Role> = [.auth, .intake, .ops]
  /// How long it may take when the caller does not say.
  public static let defaultDeadline = Duration.seconds(2)
  /// What calling it twice does.
  public static let idempotency = Idempotency.noSideEffects
  /// Why it may refuse, beside the protocol's own reasons.
  public static let reasons: Set<ErrorReason> = []
}
