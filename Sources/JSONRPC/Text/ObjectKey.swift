/// Where a member's key stands in the text.
struct ObjectKey {
  /// The string with its quotes.
  let range: Range<Int>
  /// True when the string contains a backslash.
  let isEscaped: Bool

  /// True when the key says the word, however it is written.
  func says(_ word: StaticString, _ bytes: Span<UInt8>) -> Bool {
    let inner = range.lowerBound + 1..<range.upperBound - 1
    guard isEscaped else { return bytes.holds(word, in: inner) }
    return JSONString.decoded(bytes.extracting(inner)).elementsEqual(
      word.withUTF8Buffer { Array($0) })
  }

  /// True when two of the keys say the same.
  static func hasDuplicate(_ keys: ArraySlice<ObjectKey>, _ bytes: Span<UInt8>) -> Bool {
    guard keys.count <= 16, !keys.contains(where: \.isEscaped) else {
      return hasDuplicateAmongMany(keys, bytes)
    }
    for left in keys.indices {
      for right in keys.indices[(left + 1)...]
      where bytes.sameBytes(keys[left].range, keys[right].range) {
        return true
      }
    }
    return false
  }

  // Hashing with the process's random seed keeps a hostile text of many keys linear, and keeping no
  // more than the hashes keeps it small.
  private static func hasDuplicateAmongMany(
    _ keys: ArraySlice<ObjectKey>, _ bytes: Span<UInt8>
  ) -> Bool {
    var seen: Set<Int> = []
    seen.reserveCapacity(keys.count)
    for index in keys.indices {
      let hash = keys[index].hash(bytes)
      guard !seen.insert(hash).inserted else { continue }
      let word = keys[index].word(bytes)
      if keys[..<index].contains(where: { $0.hash(bytes) == hash && $0.word(bytes) == word }) {
        return true
      }
    }
    return false
  }

  private func hash(_ bytes: Span<UInt8>) -> Int {
    var hasher = Hasher()
    let inner = bytes.extracting(range.lowerBound + 1..<range.upperBound - 1)
    if isEscaped {
      JSONString.decoded(inner).withUnsafeBytes { hasher.combine(bytes: $0) }
    } else {
      inner.withUnsafeBytes { hasher.combine(bytes: $0) }
    }
    return hasher.finalize()
  }

  /// What the key says, escapes resolved.
  private func word(_ bytes: Span<UInt8>) -> [UInt8] {
    JSONString.decoded(bytes.extracting(range.lowerBound + 1..<range.upperBound - 1))
  }
}
