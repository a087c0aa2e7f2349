/// A postal address in Stripe's six parts; each at most 500 characters.
public struct PostalAddress: Hashable, Sendable {
  /// A part, by Stripe's name for it.
  public enum Part: String, CaseIterable, Sendable {
    /// First line.
    case line1
    /// Second line.
    case line2
    /// City, district, suburb, town or village.
    case city
    /// State, county, province or region.
    case state
    /// ZIP or postal code.
    case postalCode = "postal_code"
    /// Two-letter country code (ISO 3166-1 alpha-2).
    case country
  }

  /// The greatest length of a part in Unicode scalars.
  public static let maximumPartLength = 500

  /// The parts that were given.
  public let parts: [Part: String]

  /// Parses an address; blank parts count as absent.
  ///
  /// - Throws: `InvalidValue` naming `address` and the part.
  public init(_ given: [Part: String]) throws(InvalidValue) {
    var kept: [Part: String] = [:]
    for (part, text) in given where !text.trimmingBlanks().isEmpty {
      kept[part] = try boundedText(
        text, field: "address.\(part.rawValue)", limit: Self.maximumPartLength)
    }
    if let country = kept[.country], country.utf8.count != 2 {
      throw InvalidValue(field: "address.country", problem: .malformed)
    }
    parts = kept
  }

  /// Takes parts that were checked already.
  public init(unchecked: [Part: String]) { parts = unchecked }
}
