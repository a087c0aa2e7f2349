/// No type bears its module's name, and no folder is a drawer for odds and ends.
enum NameRule {
  static let drawers: Set<Substring> = [
    "Utils", "Util", "Utilities", "Helpers", "Common", "Extensions", "Misc", "New", "Legacy",
  ]

  private static let kinds: Set<Substring> = [
    "struct", "class", "enum", "actor", "protocol", "typealias",
  ]

  static func findings(in file: SourceFile) -> [Finding] {
    guard file.isShipped else { return [] }
    let tokens = CodeTokens.tokens(in: SwiftText.blanking(.stringsAndComments, in: file.text))
    return zip(tokens, tokens.dropFirst()).compactMap { kind, name in
      guard kinds.contains(kind.word), name.word == file.target else { return nil }
      return file.finding(name.line, "type \(name.word) bears its module's name")
    }
  }

  static func findings(inPath path: String) -> [Finding] {
    path.split(separator: "/").filter { drawers.contains($0) }.map {
      Finding(path: path, line: 1, message: "folder \($0) says nothing about what is in it")
    }
  }
}
