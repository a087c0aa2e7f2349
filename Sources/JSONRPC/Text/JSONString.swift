/// The inside of a JSON string: escapes, there and back.
enum JSONString {
  /// The text of a well-formed string's inside, escapes resolved, as UTF-8.
  static func decoded(_ inner: Span<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(inner.count)
    var position = 0
    while position < inner.count {
      let byte = inner[position]
      guard byte == JSONByte.backslash, position + 1 < inner.count else {
        text.append(byte)
        position += 1
        continue
      }
      position = appendEscape(at: position, of: inner, to: &text)
    }
    return text
  }

  /// Appends a text as the inside of a string: no braces, no control characters.
  static func append(_ text: some Sequence<UInt8>, to bytes: inout [UInt8]) {
    for byte in text {
      switch byte {
      case JSONByte.quote, JSONByte.backslash:
        bytes.append(JSONByte.backslash)
        bytes.append(byte)
      case JSONByte.lineFeed: bytes += "\\n".utf8
      case UInt8(ascii: "\r"): bytes += "\\r".utf8
      case UInt8(ascii: "\t"): bytes += "\\t".utf8
      case 0..<0x20, JSONByte.openBrace, JSONByte.closeBrace: appendUnicodeEscape(byte, to: &bytes)
      default: bytes.append(byte)
      }
    }
  }

  /// Appends `\u00xx`.
  static func appendUnicodeEscape(_ byte: UInt8, to bytes: inout [UInt8]) {
    bytes += "\\u00".utf8
    bytes.append(Hexadecimal.digit(byte >> 4))
    bytes.append(Hexadecimal.digit(byte & 15))
  }

  private static func appendEscape(
    at start: Int, of inner: Span<UInt8>, to text: inout [UInt8]
  ) -> Int {
    switch inner[start + 1] {
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"): return appendUnicode(at: start, of: inner, to: &text)
    default: text.append(inner[start + 1])
    }
    return start + 2
  }

  private static func appendUnicode(
    at start: Int, of inner: Span<UInt8>, to text: inout [UInt8]
  ) -> Int {
    var units = [unit(at: start + 2, of: inner)]
    var end = start + 6
    if units[0] & 0xFC00 == 0xD800 {
      units.append(unit(at: end + 2, of: inner))
      end += 6
    }
    text += String(decoding: units, as: UTF16.self).utf8
    return min(end, inner.count)
  }

  private static func unit(at start: Int, of inner: Span<UInt8>) -> UInt16 {
    guard start + 4 <= inner.count else { return 0xFFFD }
    return (start..<start + 4).reduce(0) { unit, index in
      unit << 4 | UInt16(Hexadecimal.value(of: inner[index]) ?? 0)
    }
  }
}
