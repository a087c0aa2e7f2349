/// A payment intent, as far as a checkout has to know it.
///
/// The client secret is left out on purpose: it goes to the payer's browser, not through this program.
public struct StripePaymentIntent: Sendable, Hashable {
  /// The id.
  public var id: StripePaymentIntentID
  /// How much, in the currency's smallest unit.
  public var amount: Int
  /// The three-letter currency code, lower case.
  public var currency: String
  /// Who pays.
  public var customer: StripeCustomerID?
  /// Stripe's word for how far the payment has come, such as `requires_payment_method`.
  public var status: String
  /// All metadata.
  public var metadata: [String: String]
  /// When it was made.
  public var created: StripeTime
  /// Whether it belongs to the live mode.
  public var livemode: Bool
}

extension StripePaymentIntent: StripeObject {
  private enum CodingKeys: String, CodingKey {
    case id, object, amount, currency, customer, status, metadata, created, livemode
  }

  func belongs(to mode: StripeMode) -> Bool { livemode == mode.isLive }

  /// Reads a payment intent; throws unless `object` is `payment_intent`.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    try values.requireObject("payment_intent", at: .object)
    id = try values.decodeID(at: .id)
    amount = try values.decode(Int.self, forKey: .amount)
    currency = try values.decode(String.self, forKey: .currency)
    customer = try values.decodeIfPresent(String.self, forKey: .customer).map { try .init($0) }
    status = try values.decode(String.self, forKey: .status)
    metadata = try values.decodeIfPresent([String: String].self, forKey: .metadata) ?? [:]
    created = StripeTime(seconds: try values.decode(Int64.self, forKey: .created))
    livemode = try values.decode(Bool.self, forKey: .livemode)
  }
}
