/// A name of a person or a firm, as they write it; at most 256 characters (Stripe's limit).
public struct PersonName: Hashable, Sendable {
  /// The greatest length in Unicode scalars.
  public static let maximumLength = 256

  /// The name, without blanks around it.
  public let text: String

  /// Parses a name.
  ///
  /// - Throws: `InvalidValue` naming `name`, when empty, over-long or holding controls.
  public init(_ given: String) throws(InvalidValue) {
    text = try boundedText(given, field: "name", limit: Self.maximumLength)
  }

  /// Takes a string that was checked already.
  public init(unchecked: String) { text = unchecked }
}

/// Trims a text and holds it to a length in Unicode scalars and to no control characters.
func boundedText(_ given: String, field: String, limit: Int) throws(InvalidValue) -> String {
  let trimmed = given.trimmingBlanks()
  if trimmed.isEmpty { throw InvalidValue(field: field, problem: .empty) }
  if trimmed.unicodeScalars.count > limit {
    throw InvalidValue(field: field, problem: .tooLong(limit: limit))
  }
  for scalar in trimmed.unicodeScalars where scalar.properties.generalCategory == .control {
    throw InvalidValue(field: field, problem: .forbiddenCharacter)
  }
  return trimmed
}
