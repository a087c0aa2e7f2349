internal import CustomerModel

extension UserUpdated: Codable {
  /// Reads an event.
  ///
  /// - Throws: `DecodingError` when `id` is missing or no user id, or a value is of another type.
  public init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: EventKey.self)
    self.init(
      id: try fields.userID(), email: try fields.change("email"), name: try fields.change("name"),
      phone: try fields.change("phone"))
  }

  /// Writes an event; what is kept is left out.
  public func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: EventKey.self)
    try fields.encode(id.rawValue, forKey: "id")
    for (key, change) in [("email", email), ("name", name), ("phone", phone)] {
      switch change {
      case .keep: continue
      case .set(let text): try fields.encode(text, forKey: EventKey(stringLiteral: key))
      case .clear: try fields.encodeNil(forKey: EventKey(stringLiteral: key))
      }
    }
  }
}
