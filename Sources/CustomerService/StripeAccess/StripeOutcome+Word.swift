internal import CustomerModel
internal import Stripe

extension StripeOutcome {
  /// A stable word for the ledger and the status; empty for a success.
  var word: String {
    switch self {
    case .ok: ""
    case .unknown(.noAnswer): "no_answer"
    case .unknown(.serverError(let status)): "server_error_\(status)"
    case .unknown: "answer_not_understood"
    case .notExecuted(.noConnection, _): "no_connection"
    case .notExecuted(.keyInUse, _): "key_in_use"
    case .notExecuted(.rateLimited, _): "rate_limited"
    case .notExecuted(.lockTimeout, _): "lock_timeout"
    case .refused(let detail): detail.code ?? "refused_\(detail.status)"
    case .accountWide(let status): "key_refused_\(status)"
    case .keySpent: "key_spent"
    case .redirected: "redirected"
    }
  }

  /// A word for the class of the outcome, of few.
  var kind: String {
    switch self {
    case .ok: "ok"
    case .unknown: "unknown"
    case .notExecuted: "not_executed"
    case .refused: "refused"
    case .accountWide: "key_refused"
    case .keySpent: "key_spent"
    case .redirected: "redirected"
    }
  }

  /// How long Stripe asked to wait, if it did.
  var retryAfter: Duration? {
    if case .notExecuted(_, let after) = self { after } else { nil }
  }
}

extension IdempotencyKey {
  /// The key as Stripe's client takes it; nil for none that we derive.
  var forStripe: StripeIdempotencyKey? {
    // A derived key always parses; were it not to, nothing may be sent without one.
    try? StripeIdempotencyKey(rawValue)
  }
}

extension CustomerID {
  /// The id as Stripe's client takes it; nil when Stripe could not have given it.
  var forStripe: StripeCustomerID? {
    // Why it does not parse is no news: the id then belongs to no customer of Stripe's.
    try? StripeCustomerID(rawValue)
  }
}
