extension Span<UInt8> {
  /// The first position at or after `start` whose byte is not plain inside a string: a quote, a
  /// backslash, a control character or no ASCII; the end when there is none. Eight bytes a step.
  func endOfPlainRun(from start: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    var position = start
    let raw = bytes
    while position &+ 8 <= count {
      let word = UInt64(
        littleEndian: raw.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self))
      let quotes = word ^ (ones &* UInt64(JSONByte.quote))
      let slashes = word ^ (ones &* UInt64(JSONByte.backslash))
      // Borrows run upward only, so the lowest marked byte is always a true one.
      let marked =
        ((quotes &- ones) & ~quotes) | ((slashes &- ones) & ~slashes)
        | ((word &- ones &* 0x20) & ~word) | word
      if marked & highs != 0 {
        return position &+ (marked & highs).trailingZeroBitCount >> 3
      }
      position &+= 8
    }
    while position < count {
      let byte = self[position]
      if byte == JSONByte.quote || byte == JSONByte.backslash || byte < 0x20 || byte >= 0x80 {
        return position
      }
      position &+= 1
    }
    return position
  }

  /// True when the bytes of the range are exactly the word.
  func holds(_ word: StaticString, in range: Range<Int>) -> Bool {
    guard range.count == word.utf8CodeUnitCount else { return false }
    return word.withUTF8Buffer { letters in
      for index in 0..<letters.count where self[range.lowerBound &+ index] != letters[index] {
        return false
      }
      return true
    }
  }

  /// True when the bytes are exactly those of the array.
  func holds(_ other: [UInt8]) -> Bool {
    guard count == other.count else { return false }
    for index in 0..<count where self[index] != other[index] { return false }
    return true
  }

  /// True when both ranges hold the same bytes.
  func sameBytes(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
    guard left.count == right.count else { return false }
    for index in 0..<left.count
    where self[left.lowerBound &+ index] != self[right.lowerBound &+ index] {
      return false
    }
    return true
  }

  /// A copy of the range's bytes.
  func copy(_ range: Range<Int>) -> [UInt8] {
    extracting(range).withUnsafeBufferPointer { Array($0) }
  }

  /// The number that the bytes write with 1 to 18 digits and nothing else; nil otherwise.
  var digits: Int64? {
    guard (1...18).contains(count) else { return nil }
    var number: Int64 = 0
    for index in 0..<count {
      guard JSONByte.isDigit(self[index]) else { return nil }
      number = number &* 10 &+ Int64(self[index] &- JSONByte.zero)
    }
    return number
  }
}
