/// A customer as the sandbox holds it.
public struct SandboxCustomer: Sendable, Codable, Equatable {
  /// The opaque id, `cus_` and 14 letters or digits.
  public let id: String
  /// The mode that it belongs to.
  public let mode: SandboxMode
  /// When it was made, in whole seconds of the sandbox's clock.
  public let created: Int64
  /// The e-mail address as given.
  public var email: String?
  /// The name as given.
  public var name: String?
  /// The phone number as given.
  public var phone: String?
  /// The description as given.
  public var description: String?
  /// The address by field name (`line1`, `city`, …).
  public var address: [String: String]?
  /// The metadata, at most 50 pairs.
  public var metadata: [String: String] = [:]
  /// Whether it was deleted.
  public var deleted = false

  init(id: String, mode: SandboxMode, created: Int64) {
    self.id = id
    self.mode = mode
    self.created = created
  }

  var json: JSONText {
    if deleted { return tombstone }
    return live
  }

  /// What remains of a deleted customer.
  var tombstone: JSONText {
    .object([("id", .string(id)), ("object", .string("customer")), ("deleted", .bool(true))])
  }

  /// The customer in full, even when it is deleted, as Search may still show it.
  var live: JSONText {
    .object([
      ("id", .string(id)), ("object", .string("customer")), ("address", addressJSON),
      ("balance", .integer(0)), ("created", .integer(created)), ("currency", .null),
      ("default_source", .null), ("delinquent", .bool(false)),
      ("description", .optional(description)), ("discount", .null), ("email", .optional(email)),
      ("invoice_prefix", .string(String(id.suffix(8)).uppercased())),
      ("livemode", .bool(mode == .live)), ("metadata", .sorted(metadata)),
      ("name", .optional(name)), ("phone", .optional(phone)), ("preferred_locales", .array([])),
      ("shipping", .null), ("tax_exempt", .string("none")), ("test_clock", .null),
    ])
  }

  private var addressJSON: JSONText {
    guard let address else { return .null }
    return .object(
      CustomerEdit.addressFields.map { (name: $0, value: .optional(address[$0])) })
  }
}
