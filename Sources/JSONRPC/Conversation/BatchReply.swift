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

  /// Appends the array in the order of the requests; nothing when no item has a reply.
  func write(to bytes: inout [UInt8]) {
    let present = replies.compactMap { $0 }
    guard !present.isEmpty else { return }
    bytes.append(JSONByte.openBracket)
    for (index, reply) in present.enumerated() {
      if index > 0 { bytes.append(JSONByte.comma) }
      bytes += reply
    }
    bytes.append(JSONByte.closeBracket)
    let count = trail.terminator(idIsString: false)
    bytes += repeatElement(JSONByte.lineFeed, count: count)
  }
}
