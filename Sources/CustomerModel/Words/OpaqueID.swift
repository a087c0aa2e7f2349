/// An identifier compared as bytes: printable ASCII without space, quotes, backslash or brackets.
///
/// Swift strings that are canonically equal are `==`; two users whose ids differ only so would be
/// answered each other's customer. The alphabet rules that out, and comparison is of bytes anyway.
public protocol OpaqueID: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The field's name in the wire contract, for messages.
  static var field: String { get }
  /// The greatest length in bytes.
  static var maximumLength: Int { get }
  /// The identifier as given.
  var rawValue: String { get }
  /// Takes a string that was checked already.
  init(unchecked: String)
}

extension OpaqueID {
  /// Parses an identifier.
  ///
  /// - Throws: `InvalidValue` when empty, too long, or holding a byte outside the alphabet.
  public init(_ text: String) throws(InvalidValue) {
    let count = text.utf8.count
    if count == 0 { throw InvalidValue(field: Self.field, problem: .empty) }
    if count > Self.maximumLength {
      throw InvalidValue(field: Self.field, problem: .tooLong(limit: Self.maximumLength))
    }
    for byte in text.utf8 where !isIdentifierByte(byte) {
      throw InvalidValue(field: Self.field, problem: .forbiddenCharacter)
    }
    self.init(unchecked: text)
  }

  /// Whether both are the same bytes.
  public static func == (left: Self, right: Self) -> Bool {
    left.rawValue.utf8.elementsEqual(right.rawValue.utf8)
  }

  /// The order of the bytes.
  public static func < (left: Self, right: Self) -> Bool {
    left.rawValue.utf8.lexicographicallyPrecedes(right.rawValue.utf8)
  }

  /// Feeds the bytes, not the canonical form, to the hasher.
  public func hash(into hasher: inout Hasher) {
    var text = rawValue
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }

  /// The identifier as given.
  public var description: String { rawValue }
}

private func isIdentifierByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: "\\"),
    UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"),
    UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"):
    false
  default: byte > 0x20 && byte < 0x7f
  }
}
