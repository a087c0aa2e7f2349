/// An e-mail address as somebody gave it, without blanks around it.
///
/// Stripe refuses a leading or trailing blank, and everything over 512 characters.
public struct EmailAddress: Hashable, Sendable {
  /// The greatest length in characters (Stripe's).
  public static let maximumLength = 512

  /// The address, its case kept.
  public let text: String

  /// Parses an address: trimmed, one `@` with something on both sides, no blanks or controls.
  ///
  /// - Throws: `InvalidValue` naming `email`.
  public init(_ given: String) throws(InvalidValue) {
    let trimmed = given.trimmingBlanks()
    if trimmed.isEmpty { throw InvalidValue(field: "email", problem: .empty) }
    if trimmed.unicodeScalars.count > Self.maximumLength {
      throw InvalidValue(field: "email", problem: .tooLong(limit: Self.maximumLength))
    }
    let parts = trimmed.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) else {
      throw InvalidValue(field: "email", problem: .malformed)
    }
    for scalar in trimmed.unicodeScalars where scalar.isBlankOrControl {
      throw InvalidValue(field: "email", problem: .forbiddenCharacter)
    }
    text = trimmed
  }

  /// Takes a string that was checked already.
  public init(unchecked: String) { text = unchecked }

  /// What two spellings of one address have in common.
  public var key: EmailKey { EmailKey(self) }
}

extension Unicode.Scalar {
  var isBlankOrControl: Bool {
    properties.isWhitespace || properties.generalCategory == .control
  }
}

extension String {
  func trimmingBlanks() -> String {
    let scalars = unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    return String(scalars[first...last])
  }
}
