public import JSONRPC
internal import SwiftProtobuf

/// Lists users by user id, page by page.
///
/// For callers: `proto-docs/methods/ListUsers.md`.
public enum ListUsers: MessageMethod {
  /// What is asked.
  public typealias Params = WireListUsersRequest
  /// What is answered.
  public typealias Result = WireListUsersResponse

  /// gRPC's full name.
  public static let name = MethodName(named: "billing.customer.v1.CustomerAdmin/ListUsers")
  /// Who may call it.
  public static let roles: Set<Role> = [.ops]
  /// How long it may take when the caller does not say.
  public static let defaultDeadline = Duration.seconds(2)
  /// What calling it twice does.
  public static let idempotency = Idempotency.noSideEffects
  /// Why it may refuse, beside the protocol's own reasons.
  public static let reasons: Set<ErrorReason> = [
    .pageSizeInvalid, .pageTokenInvalid, .ledgerUnavailable,
  ]

  /// Numbers that are no word of `state`.
  public static func violations(in params: Params) -> [FieldViolation] {
    refusing("state", params.state)
  }
}
