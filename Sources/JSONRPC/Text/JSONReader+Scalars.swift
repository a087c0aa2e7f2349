extension JSONReader {
  /// Moves past the string at the position; true when it contains a backslash.
  mutating func skipString(_ bytes: Span<UInt8>) throws(JSONFault) -> Bool {
    position &+= 1
    var isEscaped = false
    while true {
      position = bytes.endOfPlainRun(from: position)
      let byte = try peek(bytes)
      if byte == JSONByte.quote {
        position &+= 1
        return isEscaped
      }
      if byte == JSONByte.backslash {
        isEscaped = true
        try skipEscape(bytes)
      } else if byte >= 0x80 {
        try skipMultibyte(lead: byte, bytes)
      } else {
        throw JSONFault(.malformed, at: position)
      }
    }
  }

  /// Moves past the number at the position.
  mutating func skipNumber(_ bytes: Span<UInt8>) throws(JSONFault) {
    if try peek(bytes) == JSONByte.minus { position &+= 1 }
    if try peek(bytes) == JSONByte.zero {
      position &+= 1
    } else {
      try skipDigits(bytes)
    }
    guard position < bytes.count else { return }
    if bytes[position] == UInt8(ascii: ".") {
      position &+= 1
      try skipDigits(bytes)
    }
    guard position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") else { return }
    position &+= 1
    let sign = try peek(bytes)
    if sign == UInt8(ascii: "+") || sign == JSONByte.minus { position &+= 1 }
    try skipDigits(bytes)
  }

  /// Moves past `true`, `false` or `null`.
  mutating func skipWord(_ word: StaticString, _ bytes: Span<UInt8>) throws(JSONFault) {
    let end = position &+ word.utf8CodeUnitCount
    guard end <= bytes.count, bytes.holds(word, in: position..<end) else {
      throw JSONFault(.malformed, at: position)
    }
    position = end
  }

  private mutating func skipDigits(_ bytes: Span<UInt8>) throws(JSONFault) {
    guard JSONByte.isDigit(try peek(bytes)) else { throw JSONFault(.malformed, at: position) }
    while position < bytes.count, JSONByte.isDigit(bytes[position]) { position &+= 1 }
  }

  private mutating func skipEscape(_ bytes: Span<UInt8>) throws(JSONFault) {
    let start = position
    position &+= 1
    switch try peek(bytes) {
    case JSONByte.quote, JSONByte.backslash, UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      position &+= 1
    case UInt8(ascii: "u"):
      try skipUnicodeEscape(start: start, bytes)
    default:
      throw JSONFault(.malformed, at: position)
    }
  }

  private mutating func skipUnicodeEscape(
    start: Int, _ bytes: Span<UInt8>
  ) throws(JSONFault) {
    let unit = try readUnit(bytes)
    guard unit & 0xF800 == 0xD800 else { return }
    guard unit < 0xDC00, try peek(bytes) == JSONByte.backslash else {
      throw JSONFault(.invalidText, at: start)
    }
    position &+= 1
    guard try peek(bytes) == UInt8(ascii: "u") else { throw JSONFault(.invalidText, at: start) }
    guard try readUnit(bytes) & 0xFC00 == 0xDC00 else { throw JSONFault(.invalidText, at: start) }
  }

  private mutating func readUnit(_ bytes: Span<UInt8>) throws(JSONFault) -> UInt16 {
    var unit: UInt16 = 0
    for _ in 0..<4 {
      position &+= 1
      guard let digit = Hexadecimal.value(of: try peek(bytes)) else {
        throw JSONFault(.malformed, at: position)
      }
      unit = unit << 4 | UInt16(digit)
    }
    position &+= 1
    return unit
  }

  // Table 3-7 of the Unicode standard: which second byte may follow which lead.
  private mutating func skipMultibyte(lead: UInt8, _ bytes: Span<UInt8>) throws(JSONFault) {
    let start = position
    let (length, second): (Int, ClosedRange<UInt8>) =
      switch lead {
      case 0xC2...0xDF: (2, 0x80...0xBF)
      case 0xE0: (3, 0xA0...0xBF)
      case 0xED: (3, 0x80...0x9F)
      case 0xE1...0xEF: (3, 0x80...0xBF)
      case 0xF0: (4, 0x90...0xBF)
      case 0xF1...0xF3: (4, 0x80...0xBF)
      case 0xF4: (4, 0x80...0x8F)
      default: throw JSONFault(.invalidText, at: start)
      }
    position &+= 1
    guard second.contains(try peek(bytes)) else { throw JSONFault(.invalidText, at: start) }
    for _ in 2..<length {
      position &+= 1
      guard try peek(bytes) & 0xC0 == 0x80 else { throw JSONFault(.invalidText, at: start) }
    }
    position &+= 1
  }
}
