/// The `Idempotency-Key` of a POST: the same key with the same body is executed once.
///
/// Stripe may forget a key once it is 24 hours old.
public struct StripeIdempotencyKey: Sendable, Hashable, CustomStringConvertible {
  /// The key as sent.
  public let text: String

  /// Checks a key; throws `.malformedIdempotencyKey` unless it is 1 to 255 printable ASCII characters
  /// without blanks.
  public init(_ text: String) throws(StripeInputError) {
    guard (1...255).contains(text.utf8.count), text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    else { throw .malformedIdempotencyKey }
    self.text = text
  }

  /// The key as sent.
  public var description: String { text }
}
