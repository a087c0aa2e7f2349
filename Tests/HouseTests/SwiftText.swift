/// A reader of Swift text that blanks what is not code, so that rules see code only.
///
/// Lines keep their numbers: a blanked character becomes a space, a line feed stays.
struct SwiftText {
  enum Part { case strings, stringsAndComments }

  private let input: [UInt8]
  private let part: Part
  private var output: [UInt8] = []
  private var index = 0

  /// The text with its string literals, and if asked its comments, turned into spaces.
  static func blanking(_ part: Part, in text: String) -> String {
    var reader = SwiftText(input: Array(text.utf8), part: part)
    reader.readAll()
    return String(decoding: reader.output, as: UTF8.self)
  }

  private init(input: [UInt8], part: Part) {
    self.input = input
    self.part = part
    output.reserveCapacity(input.count)
  }

  private mutating func readAll() {
    while index < input.count {
      if starts("//") {
        take(while: { $0.input[$0.index] != UInt8(ascii: "\n") }, blank: part != .strings)
      } else if starts("/*") {
        readBlockComment()
      } else if let hashes = stringOpening() {
        readString(hashes: hashes)
      } else {
        copy(1, blank: false)
      }
    }
  }

  private mutating func readBlockComment() {
    var depth = 0
    repeat {
      if starts("/*") {
        depth += 1
        copy(2, blank: part != .strings)
      } else if starts("*/") {
        depth -= 1
        copy(2, blank: part != .strings)
      } else {
        copy(1, blank: part != .strings)
      }
    } while depth > 0 && index < input.count
  }

  /// The number of `#` before the quote, when a string literal starts here.
  private func stringOpening() -> Int? {
    var end = index
    while end < input.count, input[end] == UInt8(ascii: "#") { end += 1 }
    guard end < input.count, input[end] == UInt8(ascii: "\"") else { return nil }
    return end - index
  }

  private mutating func readString(hashes: Int) {
    let marks = String(repeating: "#", count: hashes)
    copy(hashes, blank: true)
    let quote = starts("\"\"\"") ? "\"\"\"" : "\""
    copy(quote.utf8.count, blank: true)
    while index < input.count {
      if starts(quote + marks) {
        return copy(quote.utf8.count + hashes, blank: true)
      } else if starts("\\" + marks + "(") {
        readInterpolation(opening: hashes + 2)
      } else if starts("\\" + marks) {
        copy(hashes + 2, blank: true)
      } else {
        copy(1, blank: true)
      }
    }
  }

  private mutating func readInterpolation(opening: Int) {
    copy(opening, blank: true)
    var depth = 1
    while depth > 0, index < input.count {
      if let hashes = stringOpening() {
        readString(hashes: hashes)
        continue
      }
      if input[index] == UInt8(ascii: "(") { depth += 1 }
      if input[index] == UInt8(ascii: ")") { depth -= 1 }
      copy(1, blank: true)
    }
  }

  private func starts(_ word: String) -> Bool { input[index...].starts(with: word.utf8) }

  private mutating func take(while condition: (SwiftText) -> Bool, blank: Bool) {
    while index < input.count, condition(self) { copy(1, blank: blank) }
  }

  private mutating func copy(_ count: Int, blank: Bool) {
    for byte in input[index..<min(index + count, input.count)] {
      output.append(blank && byte != UInt8(ascii: "\n") ? UInt8(ascii: " ") : byte)
    }
    index += count
  }
}
