/// Words and punctuation of blanked Swift text, each with its line.
enum CodeTokens {
  struct Token {
    let word: Substring
    let line: Int
  }

  static func tokens(in code: String) -> [Token] {
    let text = code.utf8
    var tokens: [Token] = []
    var line = 1
    var index = text.startIndex
    while index < text.endIndex {
      let byte = text[index]
      var end = text.index(after: index)
      if isWord(byte) {
        while end < text.endIndex, isWord(text[end]) { end = text.index(after: end) }
      }
      if byte == UInt8(ascii: "\n") {
        line += 1
      } else if byte != UInt8(ascii: " "), byte < 0x80 {
        tokens.append(Token(word: code[index..<end], line: line))
      }
      index = end
    }
    return tokens
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default:
      false
    }
  }
}
