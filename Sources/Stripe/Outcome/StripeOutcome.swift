/// What a call came to, as what the caller may do next.
public enum StripeOutcome<Value: Sendable>: Sendable {
  /// Stripe answered with the object; `replayed` when it is the saved answer to an earlier request.
  case ok(Value, replayed: Bool)
  /// Stripe may or may not have acted: send the same key and bytes later.
  case unknown(UnknownCause)
  /// Stripe has not acted: send the same key and bytes later, not before the time given.
  case notExecuted(NotExecutedReason, retryAfter: Duration?)
  /// Stripe refuses this request and made nothing; the same request will be refused again.
  case refused(RefusedDetail)
  /// The key or the account is refused (401, 403): every request would be.
  case accountWide(status: Int)
  /// The idempotency key can bring no further answer: find out by listing what became of it.
  case keySpent(KeySpentCause)
  /// The answer is a redirect, which is never followed: the outcome is unknown, and someone should
  /// look at where requests go.
  case redirected
}

extension StripeOutcome: Equatable where Value: Equatable {}

extension StripeOutcome {
  /// The value, with whether it was replayed; nil for anything but `.ok`.
  public var success: (value: Value, replayed: Bool)? {
    if case .ok(let value, let replayed) = self { (value, replayed) } else { nil }
  }

  /// Whether Stripe knows no such object in this account and mode.
  public var isNotFound: Bool {
    if case .refused(let detail) = self { detail.isNotFound } else { false }
  }
}
