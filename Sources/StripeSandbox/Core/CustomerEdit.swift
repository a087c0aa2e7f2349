/// What a request wants to change about a customer.
struct CustomerEdit {
  static let addressFields = ["city", "country", "line1", "line2", "postal_code", "state"]

  /// Plain fields that were sent; an empty text clears its field.
  private var email: String?
  private var name: String?
  private var phone: String?
  private var description: String?
  private var address = ParamReader.Hash.absent
  private var metadata = ParamReader.Hash.absent

  init(_ params: inout ParamReader) throws(Refusal) {
    email = try params.text("email")
    if let email, !email.isEmpty { try FieldRule.checkEmail(email) }
    name = try Self.text("name", 256, &params)
    phone = try Self.text("phone", 20, &params)
    description = try Self.text("description", 5000, &params)
    address = try params.hash("address")
    if case .pairs(let pairs) = address {
      for (field, value) in pairs {
        if !Self.addressFields.contains(field) { throw .unknown("address[\(field)]") }
        try FieldRule.check("address[\(field)]", value, atMost: 5000)
      }
    }
    metadata = try params.hash("metadata")
    if case .pairs(let pairs) = metadata { try FieldRule.checkMetadata(pairs) }
    try params.finish()
  }

  func applied(to customer: SandboxCustomer) throws(Refusal) -> SandboxCustomer {
    var edited = customer
    edited.email = Self.edit(customer.email, email)
    edited.name = Self.edit(customer.name, name)
    edited.phone = Self.edit(customer.phone, phone)
    edited.description = Self.edit(customer.description, description)
    switch address {
    case .absent: break
    case .cleared: edited.address = nil
    case .pairs(let pairs):
      edited.address = [:]
      for (field, value) in pairs where !value.isEmpty { edited.address?[field] = value }
    }
    switch metadata {
    case .absent: break
    case .cleared: edited.metadata = [:]
    case .pairs(let pairs):
      edited.metadata = try FieldRule.merged(customer.metadata, with: pairs)
    }
    return edited
  }

  private static func text(
    _ name: String, _ limit: Int, _ params: inout ParamReader
  ) throws(Refusal) -> String? {
    let value = try params.text(name)
    if let value { try FieldRule.check(name, value, atMost: limit) }
    return value
  }

  private static func edit(_ current: String?, _ sent: String?) -> String? {
    guard let sent else { return current }
    return sent.isEmpty ? nil : sent
  }
}
