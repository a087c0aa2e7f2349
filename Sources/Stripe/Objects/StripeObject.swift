/// An object that Stripe's answers carry, whose decoding refuses any other JSON.
protocol StripeObject: Decodable, Sendable {
  /// Whether it is of that mode, as far as Stripe says.
  func belongs(to mode: StripeMode) -> Bool
}
