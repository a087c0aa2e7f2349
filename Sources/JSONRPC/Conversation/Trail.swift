/// What came right after a request; decides how its reply ends.
enum Trail {
  case nothing
  case lineFeed
  case twoLineFeeds
  case other

  /// True while more bytes may change it.
  var isOpen: Bool { self == .nothing || self == .lineFeed }

  /// Takes the bytes at the position, two at most.
  mutating func follow(_ bytes: Span<UInt8>, from start: Int) {
    var position = start
    while isOpen, position < bytes.count {
      let isLineFeed = bytes[position] == JSONByte.lineFeed
      self = !isLineFeed ? .other : self == .nothing ? .lineFeed : .twoLineFeeds
      position += 1
    }
  }

  /// Line feeds after the reply: two for callers that sent two, or that wait for a reply to a
  /// string id, as line-oriented tools do.
  func terminator(idIsString: Bool) -> Int {
    self == .twoLineFeeds || (self == .nothing && idIsString) ? 2 : 1
  }
}
