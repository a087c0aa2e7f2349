/// The id of an object at Stripe: opaque, and safe to put into a path.
///
/// The type parameter keeps ids of different objects apart. The prefix (`cus_` …) is not checked, since
/// Stripe calls ids opaque.
public struct StripeID<Object>: Sendable, Hashable, CustomStringConvertible {
  /// The id as Stripe writes it.
  public let text: String

  /// Checks an id; throws `.malformedID` unless it is 1 to 255 ASCII letters, digits, `_` or `-`.
  public init(_ text: String) throws(StripeInputError) {
    guard (1...255).contains(text.utf8.count),
      text.utf8.allSatisfy({ $0.isStripeWordByte || $0 == UInt8(ascii: "-") })
    else { throw .malformedID }
    self.text = text
  }

  /// The id as Stripe writes it.
  public var description: String { text }
}

/// The id of a customer.
public typealias StripeCustomerID = StripeID<StripeCustomer>
/// The id of an account.
public typealias StripeAccountID = StripeID<StripeAccount>
/// The id of a payment intent.
public typealias StripePaymentIntentID = StripeID<StripePaymentIntent>
