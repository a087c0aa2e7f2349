public import JSONRPC
internal import SwiftProtobuf

/// Stores what changed about a user and tells Stripe.
///
/// For callers: `proto-docs/methods/UpdateCustomer.md`.
public enum UpdateCustomer: MessageMethod {
  /// What is asked.
  public typealias Params = WireUpdateCustomerRequest
  /// What is answered.
  public typealias Result = WireUpdateCustomerResponse

  /// gRPC's full name.
  public static let name = MethodName(named: "billing.customer.v1.CustomerService/UpdateCustomer")
  /// Who may call it.
  public static let roles: Set<Role> = [.auth, .intake, .ops]
  /// How long it may take when the caller does not say.
  public static let defaultDeadline = Duration.seconds(30)
  /// What calling it twice does.
  public static let idempotency = Idempotency.idempotent
  /// Why it may refuse, beside the protocol's own reasons.
  public static let reasons: Set<ErrorReason> = [
    .userIDInvalid, .emailInvalid, .emailTooLong, .nameInvalid, .nameTooLong, .phoneInvalid,
    .addressInvalid, .updateEmpty, .userNotFound, .userErased, .ledgerUnavailable, .draining,
  ]

  /// Fields that a mask may name.
  public static let maskedFields: Set<String> = ["email", "name", "phone", "address"]

  /// Mask paths that are no field of a profile, and numbers that are no word of `wait`.
  public static func violations(in params: Params) -> [FieldViolation] {
    var found = refusing("wait", params.wait)
    if !params.updateMask.paths.allSatisfy(maskedFields.contains) {
      found.append(
        FieldViolation(
          field: "updateMask", description: "must name only email, name, phone and address"))
    }
    return found
  }
}
