/// A customer as Stripe answers with it.
public struct StripeCustomer: Sendable, Hashable {
  /// The id.
  public var id: StripeCustomerID
  /// The e-mail address as Stripe holds it.
  public var email: String?
  /// The name.
  public var name: String?
  /// The telephone number.
  public var phone: String?
  /// The postal address.
  public var address: StripeAddress?
  /// All metadata, other people's too.
  public var metadata: [String: String]
  /// When it was made; nil only for a deleted customer.
  public var created: StripeTime?
  /// Whether it belongs to the live mode; nil only for a deleted customer.
  public var livemode: Bool?
  /// Whether it was deleted: Stripe then tells nothing but the id.
  public var deleted: Bool
}

extension StripeCustomer: StripeObject {
  private enum CodingKeys: String, CodingKey {
    case id, object, email, name, phone, address, metadata, created, livemode, deleted
  }

  func belongs(to mode: StripeMode) -> Bool { livemode == nil || livemode == mode.isLive }

  /// Reads a customer; throws unless `object` is `customer` and, where it was not deleted, `created`
  /// and `livemode` are there.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    try values.requireObject("customer", at: .object)
    id = try values.decodeID(at: .id)
    deleted = try values.decodeIfPresent(Bool.self, forKey: .deleted) ?? false
    email = try values.decodeIfPresent(String.self, forKey: .email)
    name = try values.decodeIfPresent(String.self, forKey: .name)
    phone = try values.decodeIfPresent(String.self, forKey: .phone)
    address = try values.decodeIfPresent(StripeAddress.self, forKey: .address)
    metadata = try values.decodeIfPresent([String: String].self, forKey: .metadata) ?? [:]
    if deleted {
      created = try values.decodeIfPresent(Int64.self, forKey: .created).map(StripeTime.init)
      livemode = try values.decodeIfPresent(Bool.self, forKey: .livemode)
    } else {
      created = StripeTime(seconds: try values.decode(Int64.self, forKey: .created))
      livemode = try values.decode(Bool.self, forKey: .livemode)
    }
  }
}
