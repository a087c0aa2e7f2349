/// The replies to one batch, until all are there.
struct BatchReply {
  let number: UInt64
  /// Which text of the stream it was.
  let text: UInt64
  var trail: Trail
  private var replies: [[UInt8]?]
  private var missing: Int
  private(set) var byteCount = 2

  init(number: UInt64, text: UInt64, trail: Trail, count: Int) {
    self.number = number
    self.text = text
    self.trail = trail
    self.replies = Array(repeating: nil, count: count)
    self.missing = count
  }

  /// True once every item has its reply, or needs none.
  var isComplete: Bool { missing == 0 }

  /// Puts in the reply to an item; nil when the item gets none.
  mutating func put(_ reply: [UInt8]?, at index: Int) {
    replies[index] = reply
    missing -= 1
    byteCount += (reply?.count ?? 0) + 1
  }

  /// Appends the array in the order of the requests; nothing when no item has a reply. The replies
  /// are let go one by one, so that a large batch is not held twice.
  mutating func write(to bytes: inout [UInt8]) {
    guard replies.contains(where: { $0 != nil }) else { return }
    bytes.reserveCapacity(bytes.count + byteCount + 2)
    var separator = JSONByte.openBracket
    for index in replies.indices {
      guard let reply = replies[index].take() else { continue }
      bytes.append(separator)
      bytes += reply
      separator = JSONByte.comma
    }
    bytes.append(JSONByte.closeBracket)
    let count = trail.terminator(idIsString: false)
    bytes += repeatElement(JSONByte.lineFeed, count: count)
  }
}
