/// Reads JSON strictly in one pass: grammar, UTF-8, surrogates, depth, duplicate keys.
///
/// Holds a position only; every function is given the bytes. Nothing is built.
struct JSONReader {
  /// The next byte to read.
  var position: Int
  private var depth = 0
  private let depthLimit: Int
  private var keys: [ObjectKey] = []

  init(position: Int, depthLimit: Int) {
    self.position = position
    self.depthLimit = depthLimit
  }

  /// The byte at the position; throws at the end.
  func peek(_ bytes: Span<UInt8>) throws(JSONFault) -> UInt8 {
    guard position < bytes.count else { throw JSONFault(.malformed, at: position) }
    return bytes[position]
  }

  /// Moves past white space.
  mutating func skipWhitespace(_ bytes: Span<UInt8>) {
    while position < bytes.count, JSONByte.isWhitespace(bytes[position]) { position &+= 1 }
  }

  /// Moves past one value of any kind.
  mutating func skipValue(_ bytes: Span<UInt8>) throws(JSONFault) {
    switch try peek(bytes) {
    case JSONByte.quote: _ = try skipString(bytes)
    case JSONByte.openBrace: try skipObject(bytes)
    case JSONByte.openBracket: try skipArray(bytes)
    case JSONByte.minus, UInt8(ascii: "0")...UInt8(ascii: "9"): try skipNumber(bytes)
    case UInt8(ascii: "t"): try skipWord("true", bytes)
    case UInt8(ascii: "f"): try skipWord("false", bytes)
    case UInt8(ascii: "n"): try skipWord("null", bytes)
    default: throw JSONFault(.malformed, at: position)
    }
  }

  /// Goes into the object or array at the position.
  mutating func enter() throws(JSONFault) -> Container {
    position &+= 1
    depth &+= 1
    guard depth <= depthLimit else { throw JSONFault(.tooDeep, at: position &- 1) }
    return Container(firstKey: keys.count)
  }

  /// Moves to the value of the next member and gives its key, quotes included; nil once the object
  /// is left.
  mutating func nextMember(
    _ container: inout Container, _ bytes: Span<UInt8>
  ) throws(JSONFault) -> ObjectKey? {
    guard try moveToNext(&container, closing: JSONByte.closeBrace, bytes) else {
      try dropKeys(of: container, bytes)
      return nil
    }
    let start = position
    guard try peek(bytes) == JSONByte.quote else { throw JSONFault(.malformed, at: position) }
    let isEscaped = try skipString(bytes)
    let key = ObjectKey(range: start..<position, isEscaped: isEscaped)
    keys.append(key)
    skipWhitespace(bytes)
    guard try peek(bytes) == JSONByte.colon else { throw JSONFault(.malformed, at: position) }
    position &+= 1
    skipWhitespace(bytes)
    return key
  }

  /// Moves to the next element; false once the array is left.
  mutating func nextElement(
    _ container: inout Container, _ bytes: Span<UInt8>
  ) throws(JSONFault) -> Bool {
    try moveToNext(&container, closing: JSONByte.closeBracket, bytes)
  }

  /// Goes into the first object or array of a well-formed text.
  mutating func enterFirst() -> Container {
    position &+= 1
    depth &+= 1
    return Container(firstKey: keys.count)
  }

  /// Key and value of the next member of a well-formed object; nil once it is left.
  mutating func nextPair(
    _ container: inout Container, _ bytes: Span<UInt8>
  ) -> (key: ObjectKey, value: Range<Int>)? {
    // The text was read before, so this cannot fail; were it not, what was read counts.
    do throws(JSONFault) {
      guard let key = try nextMember(&container, bytes) else { return nil }
      let start = position
      try skipValue(bytes)
      return (key, start..<position)
    } catch {
      return nil
    }
  }

  /// Where a walk through an object or array stands.
  struct Container {
    fileprivate let firstKey: Int
    fileprivate var isFirst = true

    fileprivate init(firstKey: Int) {
      self.firstKey = firstKey
    }
  }

  private mutating func moveToNext(
    _ container: inout Container, closing: UInt8, _ bytes: Span<UInt8>
  ) throws(JSONFault) -> Bool {
    skipWhitespace(bytes)
    let byte = try peek(bytes)
    if byte == closing {
      position &+= 1
      depth &-= 1
      return false
    }
    if container.isFirst {
      container.isFirst = false
      return true
    }
    guard byte == JSONByte.comma else { throw JSONFault(.malformed, at: position) }
    position &+= 1
    skipWhitespace(bytes)
    return true
  }

  private mutating func dropKeys(
    of container: Container, _ bytes: Span<UInt8>
  ) throws(JSONFault) {
    guard !ObjectKey.hasDuplicate(keys[container.firstKey...], bytes) else {
      throw JSONFault(.duplicateKey, at: position)
    }
    keys.removeLast(keys.count - container.firstKey)
  }

  private mutating func skipObject(_ bytes: Span<UInt8>) throws(JSONFault) {
    var object = try enter()
    while try nextMember(&object, bytes) != nil { try skipValue(bytes) }
  }

  private mutating func skipArray(_ bytes: Span<UInt8>) throws(JSONFault) {
    var array = try enter()
    while try nextElement(&array, bytes) { try skipValue(bytes) }
  }
}
