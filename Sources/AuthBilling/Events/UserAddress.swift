/// A postal address as the auth service publishes it; the whole of it, never a part.
///
/// The texts are carried as published: what they must be is the daemon's rule.
public struct UserAddress: Hashable, Sendable {
  /// First line.
  public var line1: String?
  /// Second line.
  public var line2: String?
  /// City, district, suburb, town or village.
  public var city: String?
  /// State, county, province or region.
  public var state: String?
  /// ZIP or postal code.
  public var postalCode: String?
  /// Two-letter country code (ISO 3166-1 alpha-2).
  public var country: String?

  /// Makes an address.
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
