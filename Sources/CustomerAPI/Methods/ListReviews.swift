public import JSONRPC

/// Lists what a person must decide, oldest first, page by page.
///
/// For callers: `proto-docs/methods/ListReviews.md`.
public enum ListReviews: MessageMethod {
  /// What is asked.
  public typealias Params = WireListReviewsRequest
  /// What is answered.
  public typealias Result = WireListReviewsResponse

  /// gRPC's full name.
  public static let name = MethodName(named: "billing.customer.v1.CustomerAdmin/ListReviews")
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
}
