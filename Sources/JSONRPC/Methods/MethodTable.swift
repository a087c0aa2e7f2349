/// Finds a method by the bytes of its name, canonical or bare, without making a string.
///
/// Open addressing over a table that never changes, so a caller cannot make it slow.
struct MethodTable: Sendable {
  private struct Entry: Sendable {
    let name: [UInt8]
    let index: Int
  }

  private var slots: [Entry?]

  /// Makes a table; a bare name that two methods share leads to neither.
  init(names: [MethodName]) {
    let bare = Dictionary(grouping: names.indices, by: { names[$0].bare })
    var size = 16
    while size < names.count * 8 { size *= 2 }
    slots = Array(repeating: nil, count: size)
    for (index, name) in names.enumerated() {
      let isNew = insert(name.full, index)
      precondition(isNew, "two routes of one name")
      if name.bare != name.full, bare[name.bare]?.count == 1 { _ = insert(name.bare, index) }
    }
  }

  /// Index of the method whose name stands in the range.
  func index(of range: Range<Int>, _ bytes: Span<UInt8>) -> Int? {
    let name = bytes.extracting(range)
    var slot = Self.hash(name) & (slots.count - 1)
    while let entry = slots[slot] {
      if name.holds(entry.name) { return entry.index }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  private mutating func insert(_ name: String, _ index: Int) -> Bool {
    let bytes = Array(name.utf8)
    var slot = Self.hash(bytes.span) & (slots.count - 1)
    while let entry = slots[slot] {
      if entry.name == bytes { return false }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = Entry(name: bytes, index: index)
    return true
  }

  // The last eight bytes and the length tell the methods of one service apart.
  private static func hash(_ name: Span<UInt8>) -> Int {
    var hash = UInt64(name.count)
    for index in max(0, name.count - 8)..<name.count {
      hash = (hash ^ UInt64(name[index])) &* 0x100_0000_01B3
    }
    return Int(truncatingIfNeeded: (hash ^ hash >> 32) & 0x7FFF_FFFF)
  }
}
