internal import CustomerModel

extension UserSignedUp: Codable {
  /// Reads an event.
  ///
  /// - Throws: `DecodingError` when `id` is missing or no user id, or a value is of another type.
  public init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: EventKey.self)
    self.init(
      id: try fields.userID(),
      email: try fields.value(String.self, "email"),
      name: try fields.value(String.self, "name"),
      emailVerified: try fields.value(Bool.self, "emailVerified", "email_verified") ?? false,
      isAnonymous: try fields.value(Bool.self, "isAnonymous", "is_anonymous") ?? false,
      signupMethod: try fields.value(String.self, "signupMethod", "signup_method"),
      signedUpAt: try fields.value(String.self, "signedUpAt", "signed_up_at"))
  }

  /// Writes an event with the published names.
  public func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: EventKey.self)
    try fields.encode(id.rawValue, forKey: "id")
    try fields.encodeIfPresent(email, forKey: "email")
    try fields.encodeIfPresent(name, forKey: "name")
    try fields.encode(emailVerified, forKey: "emailVerified")
    try fields.encode(isAnonymous, forKey: "isAnonymous")
    try fields.encodeIfPresent(signupMethod, forKey: "signupMethod")
    try fields.encodeIfPresent(signedUpAt, forKey: "signedUpAt")
  }
}
