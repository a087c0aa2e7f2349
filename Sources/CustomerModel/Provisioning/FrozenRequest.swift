/// A creation as it was fixed before its first byte left, and as it is sent every time after.
public struct FrozenRequest: Hashable, Sendable {
  /// The idempotency key; also the customer's `provision_key` metadata.
  public let key: IdempotencyKey
  /// The form-encoded body, byte for byte.
  public let body: [UInt8]
  /// The newest moment of Stripe's that was seen before the first send.
  public let watermark: StripeInstant
  /// A fingerprint of the API key in force; Stripe scopes idempotency keys by it.
  public let credential: String

  /// Fixes a request.
  public init(
    key: IdempotencyKey, body: [UInt8], watermark: StripeInstant, credential: String
  ) {
    self.key = key
    self.body = body
    self.watermark = watermark
    self.credential = credential
  }
}
