public import JSONRPC

/// Answers everything that is known about one user.
///
/// For callers: `proto-docs/methods/GetUser.md`.
public enum GetUser: MessageMethod {
  /// What is asked.
  public typealias Params = WireGetUserRequest
  /// What is answered.
  public typealias Result = WireGetUserResponse

  /// gRPC's full name.
  public static let name = MethodName(named: "billing.customer.v1.CustomerAdmin/GetUser")
  /// Who may call it.
  public static let roles: Set<Role> = [.ops]
  /// How long it may take when the caller does not say.
  public static let defaultDeadline = Duration.seconds(2)
  /// What calling it twice does.
  public static let idempotency = Idempotency.noSideEffects
  /// Why it may refuse, beside the protocol's own reasons.
  public static let reasons: Set<ErrorReason> = [.userIDInvalid, .userNotFound, .ledgerUnavailable]
}
