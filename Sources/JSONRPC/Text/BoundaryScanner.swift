/// Finds where a JSON text ends, in bytes that come in pieces.
///
/// Knows strings and brackets and nothing else; what it finds is read strictly afterwards.
struct BoundaryScanner {
  /// What a piece brought.
  enum Outcome: Equatable {
    /// The text ends before this position.
    case end(Int)
    /// The text goes on after the piece.
    case more
    /// The bracket at this position closes something else; what follows has no boundaries.
    case mismatch(Int)
  }

  private var depth = 0
  // One bit a level, set for objects. Levels past 64 are only counted: such a text is refused.
  private var objects: UInt64 = 0
  private var isInString = false
  private var isEscaped = false

  /// Goes on at `start`; the first byte ever seen must open an object or array.
  mutating func scan(_ bytes: Span<UInt8>, from start: Int) -> Outcome {
    var position = start
    while position < bytes.count {
      if isInString {
        position = leaveString(bytes, from: position)
        continue
      }
      switch bytes[position] {
      case JSONByte.quote: isInString = true
      case JSONByte.openBrace: open(object: true)
      case JSONByte.openBracket: open(object: false)
      case JSONByte.closeBrace:
        guard close(object: true) else { return .mismatch(position) }
      case JSONByte.closeBracket:
        guard close(object: false) else { return .mismatch(position) }
      default: break
      }
      position &+= 1
      if depth == 0 { return .end(position) }
    }
    return .more
  }

  private mutating func leaveString(_ bytes: Span<UInt8>, from start: Int) -> Int {
    if isEscaped {
      isEscaped = false
      return start &+ 1
    }
    let position = bytes.endOfPlainRun(from: start)
    guard position < bytes.count else { return position }
    if bytes[position] == JSONByte.quote { isInString = false }
    if bytes[position] == JSONByte.backslash { isEscaped = true }
    return position &+ 1
  }

  private mutating func open(object: Bool) {
    if depth < 64 {
      let bit: UInt64 = 1 << UInt64(depth)
      objects = object ? objects | bit : objects & ~bit
    }
    depth &+= 1
  }

  private mutating func close(object: Bool) -> Bool {
    depth &-= 1
    guard depth < 64 else { return true }
    return (objects >> UInt64(depth)) & 1 == (object ? 1 : 0)
  }
}
