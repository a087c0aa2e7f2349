/// Files stay under 300 lines and functions under 70, so that one can be read in one go.
enum LengthRule {
  static let fileLimit = 300
  static let functionLimit = 70

  private static let functionWords: Set<Substring> = ["func", "init", "deinit", "subscript", "var"]
  private static let otherWords: Set<Substring> = [
    "let", "case", "struct", "enum", "class", "import",
  ]

  static func findings(in file: SourceFile) -> [Finding] {
    let code = SwiftText.blanking(.stringsAndComments, in: file.text)
    var found: [Finding] = []
    let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false).count
    // The final line feed does not start a line.
    if lines - (file.text.hasSuffix("\n") ? 1 : 0) > fileLimit {
      found.append(file.finding(1, "file of \(lines) lines, the limit is \(fileLimit)"))
    }
    for body in functions(in: code) where body.lines > functionLimit {
      found.append(
        file.finding(body.line, "function of \(body.lines) lines, the limit is \(functionLimit)"))
    }
    return found
  }

  struct Function: Equatable {
    let line: Int
    let lines: Int
  }

  /// Functions, initialisers, subscripts and computed properties that have a body.
  static func functions(in code: String) -> [Function] {
    let tokens = CodeTokens.tokens(in: code)
    return tokens.indices.compactMap { start in
      guard functionWords.contains(tokens[start].word),
        start == 0 || tokens[start - 1].word != ".",
        let opening = bodyOpening(after: start, in: tokens)
      else { return nil }
      let last = closing(of: opening, in: tokens)
      return Function(line: tokens[start].line, lines: last - tokens[start].line + 1)
    }
  }

  private static func bodyOpening(after start: Int, in tokens: [CodeTokens.Token]) -> Int? {
    var depth = 0
    for index in tokens.indices.dropFirst(start + 1) {
      let word = tokens[index].word
      switch word {
      case "(", "[": depth += 1
      case ")", "]": depth -= 1
      case "{" where depth == 0: return index
      case "}" where depth == 0, "=" where depth == 0 && tokens[start].word == "var": return nil
      default:
        if depth < 0 { return nil }
        if depth == 0, functionWords.contains(word) || otherWords.contains(word) { return nil }
      }
    }
    return nil
  }

  private static func closing(of opening: Int, in tokens: [CodeTokens.Token]) -> Int {
    var depth = 0
    for token in tokens[opening...] {
      if token.word == "{" { depth += 1 }
      if token.word == "}" { depth -= 1 }
      if depth == 0 { return token.line }
    }
    return tokens[opening].line
  }
}
