/// What the platform knows of a person that Stripe should know too.
public struct Profile: Hashable, Sendable {
  /// Where receipts go.
  public var email: EmailAddress?
  /// How they are called.
  public var name: PersonName?
  /// Their phone number.
  public var phone: PhoneNumber?
  /// Where they live or work.
  public var address: PostalAddress?

  /// Gathers what is known; everything may be absent.
  public init(
    email: EmailAddress? = nil, name: PersonName? = nil, phone: PhoneNumber? = nil,
    address: PostalAddress? = nil
  ) {
    self.email = email
    self.name = name
    self.phone = phone
    self.address = address
  }

  /// This profile without some of its fields.
  public func without(_ fields: Set<ProfileField>) -> Profile {
    var rest = self
    for field in fields { rest.clear(field) }
    return rest
  }

  mutating func clear(_ field: ProfileField) {
    switch field {
    case .email: email = nil
    case .name: name = nil
    case .phone: phone = nil
    case .address: address = nil
    }
  }
}
