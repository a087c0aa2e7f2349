/// A payment intent, in as far as a checkout needs one.
public struct SandboxPaymentIntent: Sendable, Codable, Equatable {
  /// The opaque id, `pi_` and 24 letters or digits.
  public let id: String
  /// The mode that it belongs to.
  public let mode: SandboxMode
  /// When it was made, in whole seconds of the sandbox's clock.
  public let created: Int64
  /// The amount in the currency's smallest unit.
  public let amount: Int64
  /// The currency, three small letters.
  public let currency: String
  /// The customer that pays, if one was named.
  public let customer: String?
  /// The description as given.
  public let description: String?
  /// The metadata, at most 50 pairs.
  public let metadata: [String: String]

  var json: JSONText {
    .object([
      ("id", .string(id)), ("object", .string("payment_intent")), ("amount", .integer(amount)),
      ("amount_received", .integer(0)), ("client_secret", .string("\(id)_secret_sandbox")),
      ("created", .integer(created)), ("currency", .string(currency)),
      ("customer", .optional(customer)), ("description", .optional(description)),
      ("latest_charge", .null), ("livemode", .bool(mode == .live)),
      ("metadata", .sorted(metadata)), ("payment_method", .null),
      ("payment_method_types", .array([.string("card")])),
      ("status", .string("requires_payment_method")),
    ])
  }
}
