public import JSONRPC

/// Says whose a customer is, or was.
///
/// For callers: `proto-docs/methods/FindUserByCustomer.md`.
public enum FindUserByCustomer: MessageMethod {
  /// What is asked.
  public typealias Params = WireFindUserByCustomerRequest
  /// What is answered.
  public typealias Result = WireFindUserByCustomerResponse

  /// gRPC's full name.
  public static let name = MethodName(
    named: "billing.customer.v1.CustomerService/FindUserByCustomer")
  /// Who may call it.
  public static let roles: Set<Role> = [.auth, .intake, .ops]
  /// How long it may take when the caller does not say.
  public static let defaultDeadline = Duration.seconds(2)
  /// What calling it twice does.
  public static let idempotency = Idempotency.noSideEffects
  /// Why it may refuse, beside the protocol's own reasons.
  public static let reasons: Set<ErrorReason> = [
    .customerIDInvalid, .customerNotFound, .ledgerUnavailable,
  ]
}
