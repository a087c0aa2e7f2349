/// Why a value cannot be used with Stripe; never holds the value.
public enum StripeInputError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Not a secret or restricted key of Stripe's.
  case malformedKey
  /// Not an id that can stand in a path: 1 to 255 ASCII letters, digits, `_` or `-`.
  case malformedID
  /// Not an idempotency key: 1 to 255 printable ASCII characters without blanks.
  case malformedIdempotencyKey
  /// Not an `https` URL, or `http` on the loopback host, without query or fragment.
  case malformedBaseURL

  /// One sentence for people.
  public var description: String {
    switch self {
    case .malformedKey: "cannot use the stripe key: it is not a secret or restricted key"
    case .malformedID: "cannot use the stripe id: it is malformed"
    case .malformedIdempotencyKey: "cannot use the idempotency key: it is malformed"
    case .malformedBaseURL: "cannot use the stripe base url: it is not permitted"
    }
  }
}
