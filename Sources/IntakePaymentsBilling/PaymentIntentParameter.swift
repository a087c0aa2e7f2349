/// One pair of the form that creates a PaymentIntent at Stripe, before it is percent-encoded.
public struct PaymentIntentParameter: Hashable, Sendable {
  /// The name, such as `metadata[user_id]`.
  public let name: String
  /// The value.
  public let value: String

  /// Makes a pair.
  public init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}
