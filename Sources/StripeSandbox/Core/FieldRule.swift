/// Stripe's limits on single values (docs.stripe.com/api/customers/create).
enum FieldRule {
  static let keyLength = 255

  static func check(
    _ param: String, _ value: String, atMost limit: Int
  ) throws(Refusal) {
    if value.unicodeScalars.count > limit {
      throw .invalid(param, "Invalid string: \(param) must be at most \(limit) characters")
    }
  }

  /// One `@` with something on both sides, and no blanks anywhere.
  static func checkEmail(_ value: String) throws(Refusal) {
    try check("email", value, atMost: 512)
    let sides = value.utf8.split(
      separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    let hasBlank = value.unicodeScalars.contains {
      $0.properties.isWhitespace || $0.value < 0x20 || $0.value == 0x7F
    }
    if sides.count != 2 || sides.contains(where: \.isEmpty) || hasBlank {
      throw .invalid("email", code: "email_invalid", "Invalid email address")
    }
  }

  static func checkMetadata(
    _ pairs: [(name: String, value: String)]
  ) throws(Refusal) {
    for (name, value) in pairs {
      if name.isEmpty || name.unicodeScalars.count > 40 {
        throw .invalid("metadata", "Metadata keys must have 1 to 40 characters")
      }
      if value.unicodeScalars.count > 500 {
        throw .invalid("metadata", "Metadata values can have up to 500 characters")
      }
    }
  }

  /// What metadata becomes when `pairs` are merged in; an empty value unsets its key.
  static func merged(
    _ metadata: [String: String], with pairs: [(name: String, value: String)]
  ) throws(Refusal) -> [String: String] {
    var merged = metadata
    for (name, value) in pairs { merged[name] = value.isEmpty ? nil : value }
    if merged.count > 50 {
      throw .invalid("metadata", "You can have up to 50 metadata keys")
    }
    return merged
  }
}
