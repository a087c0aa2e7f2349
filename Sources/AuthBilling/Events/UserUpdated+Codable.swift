internal import CustomerModel

extension UserUpdated: Codable {
  /// Reads an event.
  ///
  /// - Throws: `DecodingError` when `id` is missing or no user id, or a value is of another type.
  public init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: EventKey.self)
    self.init(
      id: try fields.userID(), email: try fields.change("email"), name: try fields.change("name"),
      phone: try fields.change("phone"), address: try fields.change("address"))
  }

  /// Writes an event; what is kept is left out.
  public func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: EventKey.self)
    try fields.encode(id.rawValue, forKey: "id")
    try fields.encode(email, forKey: "email")
    try fields.encode(name, forKey: "name")
    try fields.encode(phone, forKey: "phone")
    try fields.encode(address, forKey: "address")
  }
}
