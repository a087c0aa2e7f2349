/// A view of one value inside a well-formed text; read when asked for.
public struct JSONValue: Sendable, Equatable {
  /// The kinds of value.
  public enum Kind: Sendable {
    /// `{…}`
    case object
    /// `[…]`
    case array
    /// `"…"`
    case string
    /// A number.
    case number
    /// `true` or `false`.
    case boolean
    /// `null`.
    case null
  }

  /// The value's own bytes.
  public let bytes: ArraySlice<UInt8>

  init(bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
  }

  /// The value that a text holds.
  public init(_ text: JSONText) {
    let start = text.bytes.firstIndex { !JSONByte.isWhitespace($0) } ?? 0
    let end = text.bytes.lastIndex { !JSONByte.isWhitespace($0) } ?? start
    self.bytes = text.bytes[start..<min(end + 1, text.bytes.count)]
  }

  /// What the value is.
  public var kind: Kind {
    switch bytes.first {
    case JSONByte.openBrace: .object
    case JSONByte.openBracket: .array
    case JSONByte.quote: .string
    case UInt8(ascii: "t"), UInt8(ascii: "f"): .boolean
    case UInt8(ascii: "n"): .null
    default: .number
    }
  }

  /// The value as a text of its own.
  public var text: JSONText { JSONText(trusted: Array(bytes)) }

  /// The string; nil for other kinds.
  public var string: String? {
    guard kind == .string, bytes.count >= 2 else { return nil }
    let inner = bytes.dropFirst().dropLast()
    guard inner.contains(JSONByte.backslash) else { return String(decoding: inner, as: UTF8.self) }
    return String(decoding: JSONString.decoded(Array(inner).span), as: UTF8.self)
  }

  /// The integer; nil for other kinds, fractions, exponents and what 64 bits cannot hold.
  public var integer: Int64? {
    guard kind == .number else { return nil }
    return Int64(String(decoding: bytes, as: UTF8.self))
  }

  /// The integer, written as a number or, as proto3 JSON does for 64 bits, as a string.
  public var integerOrText: Int64? {
    integer ?? string.flatMap { Int64($0) }
  }

  /// The truth value; nil for other kinds.
  public var boolean: Bool? {
    kind == .boolean ? bytes.first == UInt8(ascii: "t") : nil
  }

  /// The object's members; nil for other kinds.
  public var object: JSONObject? {
    kind == .object ? JSONObject(of: self) : nil
  }
}
