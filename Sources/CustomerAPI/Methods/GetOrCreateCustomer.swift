public import JSONRPC
internal import SwiftProtobuf

/// Answers with the subject's one customer, and sees to it that there is one.
///
/// For callers: `proto-docs/methods/GetOrCreateCustomer.md`.
public enum GetOrCreateCustomer: MessageMethod {
  /// What is asked.
  public typealias Params = WireGetOrCreateCustomerRequest
  /// What is answered.
  public typealias Result = WireGetOrCreateCustomerResponse

  /// gRPC's full name.
  public static let name = MethodName(
    named: "billing.customer.v1.CustomerService/GetOrCreateCustomer")
  /// Who may call it.
  public static let roles: Set<Role> = [.auth, .intake, .ops]
  /// How long it may take when the caller does not say.
  public static let defaultDeadline = Duration.seconds(30)
  /// What calling it twice does.
  public static let idempotency = Idempotency.idempotent
  /// Why it may refuse, beside the protocol's own reasons.
  public static let reasons: Set<ErrorReason> = [
    .userIDInvalid, .intakePaymentIDInvalid, .emailInvalid, .emailTooLong, .nameInvalid,
    .nameTooLong, .phoneInvalid, .addressInvalid, .subjectMissing, .sourceNotAllowed,
    .intakePaymentOfAnother, .userErased, .ledgerUnavailable, .draining,
  ]

  /// Numbers that are no word of `source` or `wait`.
  public static func violations(in params: Params) -> [FieldViolation] {
    refusing("source", params.source) + refusing("wait", params.wait)
  }
}
