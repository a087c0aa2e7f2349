/// The name of a form field, with brackets for nested ones: `metadata[user_id]`.
public struct FormKey: Sendable, Hashable, ExpressibleByStringLiteral {
  /// The outermost name.
  public let name: String
  /// The names in brackets, from the outside in.
  public let nested: [String]

  /// Names a field: `FormKey("address", "line1")` is `address[line1]`.
  public init(_ name: String, _ nested: String...) {
    self.name = name
    self.nested = nested
  }

  /// Names a field that is not nested.
  public init(stringLiteral name: String) {
    self.init(name)
  }

  /// The field of one metadata key.
  public static func metadata(_ key: String) -> FormKey { FormKey("metadata", key) }

  /// The field of one part of the address, such as `line1` or `postal_code`.
  public static func address(_ part: String) -> FormKey { FormKey("address", part) }
}
