/// A phone number as given; at most 20 characters (Stripe's limit).
public struct PhoneNumber: Hashable, Sendable {
  /// The greatest length in Unicode scalars.
  public static let maximumLength = 20

  /// The number, without blanks around it.
  public let text: String

  /// Parses a phone number.
  ///
  /// - Throws: `InvalidValue` naming `phone`, when empty, over-long or holding controls.
  public init(_ given: String) throws(InvalidValue) {
    text = try boundedText(given, field: "phone", limit: Self.maximumLength)
  }

  /// Takes a string that was checked already.
  public init(unchecked: String) { text = unchecked }
}
