/// A stable word that tells a program why, such as `USER_ERASED`; never renamed once shipped.
public struct ErrorReason: Hashable, Sendable, RawRepresentable, CustomStringConvertible {
  /// UPPER_SNAKE, 1 to 63 characters, beginning with a letter.
  public let rawValue: String

  /// Makes a reason; nil when the word is not as described at `rawValue`.
  public init?(rawValue: String) {
    guard let first = rawValue.utf8.first, Self.isLetter(first), rawValue.utf8.count <= 63,
      rawValue.utf8.allSatisfy({ Self.isLetter($0) || Self.isDigit($0) || $0 == UInt8(ascii: "_") })
    else { return nil }
    self.rawValue = rawValue
  }

  /// A reason that is written in the source.
  public init(_ word: StaticString) {
    guard let reason = ErrorReason(rawValue: word.description) else {
      preconditionFailure("an error reason in the source is not UPPER_SNAKE")
    }
    self = reason
  }

  /// The word itself.
  public var description: String { rawValue }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
