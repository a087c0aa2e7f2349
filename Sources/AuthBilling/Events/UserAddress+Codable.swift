extension UserAddress: Codable {
  /// Reads an address, in lowerCamelCase or snake_case.
  ///
  /// - Throws: `DecodingError` when a part is no text.
  public init(from decoder: any Decoder) throws {
    let parts = try decoder.container(keyedBy: EventKey.self)
    self.init(
      line1: try parts.value(String.self, "line1"),
      line2: try parts.value(String.self, "line2"),
      city: try parts.value(String.self, "city"),
      state: try parts.value(String.self, "state"),
      postalCode: try parts.value(String.self, "postalCode", "postal_code"),
      country: try parts.value(String.self, "country"))
  }

  /// Writes an address with the published names.
  public func encode(to encoder: any Encoder) throws {
    var parts = encoder.container(keyedBy: EventKey.self)
    try parts.encodeIfPresent(line1, forKey: "line1")
    try parts.encodeIfPresent(line2, forKey: "line2")
    try parts.encodeIfPresent(city, forKey: "city")
    try parts.encodeIfPresent(state, forKey: "state")
    try parts.encodeIfPresent(postalCode, forKey: "postalCode")
    try parts.encodeIfPresent(country, forKey: "country")
  }
}
