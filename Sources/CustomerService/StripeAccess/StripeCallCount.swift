/// How often one of Stripe's endpoints was called with one outcome, for `/metrics`.
public struct StripeCallCount: Hashable, Sendable {
  /// The endpoint, such as `createCustomer`.
  public let endpoint: String
  /// `ok`, `unknown`, `not_executed`, `refused`, `key_refused`, `key_spent` or `redirected`.
  public let outcome: String
  /// How often since the start.
  public let count: Int
}
