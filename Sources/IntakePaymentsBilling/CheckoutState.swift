/// Whether there is a customer to charge.
public enum CheckoutState: Hashable, Sendable {
  /// The request is on disk and no customer can be used yet; one follows, or a person decides.
  case pending
  /// There is a customer.
  case ready
}
