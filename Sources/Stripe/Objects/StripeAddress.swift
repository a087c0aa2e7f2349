/// A postal address as Stripe holds it; every part may be absent.
public struct StripeAddress: Sendable, Hashable {
  /// Street and number.
  public var line1: String?
  /// Apartment, suite or building.
  public var line2: String?
  /// City or town.
  public var city: String?
  /// State, county or province.
  public var state: String?
  /// Postal code.
  public var postalCode: String?
  /// Two-letter country code.
  public var country: String?

  /// Makes an address of the parts given.
  public init(
    line1: String? = nil, line2: String? = nil, city: String? = nil, state: String? = nil,
    postalCode: String? = nil, country: String? = nil
  ) {
    self.line1 = line1
    self.line2 = line2
    self.city = city
    self.state = state
    self.postalCode = postalCode
    self.country = country
  }
}

extension StripeAddress: Decodable {
  private enum CodingKeys: String, CodingKey {
    case line1, line2, city, state, country
    case postalCode = "postal_code"
  }
}
