extension JSONText {
  /// The form of the wire: no white space, no raw line feed, no brace inside a string.
  ///
  /// One pass over the text. Worth doing once for a text that is sent often; otherwise the session
  /// does it.
  public func compacted() -> JSONText {
    guard !isCompact else { return self }
    var compact: [UInt8] = []
    compact.reserveCapacity(bytes.count + 16)
    var isInString = false
    var runStart = 0
    var position = 0
    while position < bytes.count {
      let byte = bytes[position]
      if isInString, byte == JSONByte.backslash {
        position += 2
        continue
      }
      if byte == JSONByte.quote { isInString.toggle() }
      let isBrace = byte == JSONByte.openBrace || byte == JSONByte.closeBrace
      if isInString ? isBrace : JSONByte.isWhitespace(byte) {
        compact += bytes[runStart..<position]
        runStart = position + 1
        if isInString { JSONString.appendUnicodeEscape(byte, to: &compact) }
      }
      position += 1
    }
    if runStart == 0 { return JSONText(bytes: bytes, isCompact: true) }
    compact += bytes[runStart...]
    return JSONText(bytes: compact, isCompact: true)
  }
}
