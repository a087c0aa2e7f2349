/// What a checkout asks Stripe to collect.
public struct PaymentIntentDraft: Sendable, Hashable {
  /// Who pays.
  public var customer: StripeCustomerID
  /// How much, in the currency's smallest unit.
  public var amount: Int
  /// The three-letter currency code, lower case.
  public var currency: String
  /// Metadata, sent in the order given.
  public var metadata: [(key: String, value: String)]

  /// Describes a payment.
  public init(
    customer: StripeCustomerID, amount: Int, currency: String,
    metadata: [(key: String, value: String)] = []
  ) {
    self.customer = customer
    self.amount = amount
    self.currency = currency
    self.metadata = metadata
  }

  /// The body of the request, the same for the same draft.
  public var form: FormBody {
    var form = FormBody()
    form.append("amount", "\(amount)")
    form.append("currency", currency)
    form.append("customer", customer.text)
    for (key, value) in metadata { form.append(.metadata(key), value) }
    return form
  }

  /// Two drafts are equal when they are sent as the same bytes.
  public static func == (left: Self, right: Self) -> Bool { left.form == right.form }

  /// Hashes the bytes sent.
  public func hash(into hasher: inout Hasher) { hasher.combine(form) }
}
