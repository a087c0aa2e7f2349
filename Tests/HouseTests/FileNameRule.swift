/// One file, one type, one name: `Type.swift` declares `Type`, `Type+Topic.swift` extends it.
enum FileNameRule {
  private static let kinds: Set<Substring> = [
    "struct", "class", "enum", "actor", "protocol", "typealias",
  ]

  /// The language's own name for a program, and what stands in for a target's first file.
  private static let spared: Set<Substring> = ["main", "Placeholder"]

  static func findings(in file: SourceFile) -> [Finding] {
    guard file.isShipped, let name = file.path.split(separator: "/").last?.dropLast(6),
      !spared.contains(name)
    else { return [] }
    let types = outermost(kinds, in: file.text)
    var found = types.filter { $0.isOpen && !$0.isAlias }.dropFirst().map {
      file.finding($0.line, "type \($0.name) deserves a file of its own")
    }
    let stem = name.prefix { $0 != "+" }
    let wanted = stem == name ? types : outermost(["extension"], in: file.text)
    if !wanted.contains(where: { $0.name == stem }) {
      found.append(file.finding(1, "nothing here is named \(stem)"))
    }
    return found
  }

  private struct Declaration {
    let name: Substring
    let line: Int
    /// False for what only this file sees.
    let isOpen: Bool
    /// True for another name of a type, which may stand beside it.
    let isAlias: Bool
  }

  private static func outermost(_ kinds: Set<Substring>, in text: String) -> [Declaration] {
    let tokens = CodeTokens.tokens(in: SwiftText.blanking(.stringsAndComments, in: text))
    var depth = 0
    var found: [Declaration] = []
    for index in tokens.indices.dropLast() {
      let word = tokens[index].word
      if word == "{" { depth += 1 }
      if word == "}" { depth -= 1 }
      guard depth == 0, kinds.contains(word) else { continue }
      let before = tokens[..<index].suffix(2).map(\.word)
      // `import struct Module.Name` declares nothing.
      guard before.last != "import" else { continue }
      let isOpen = !before.contains("private") && !before.contains("fileprivate")
      found.append(
        Declaration(
          name: tokens[index + 1].word, line: tokens[index].line, isOpen: isOpen,
          isAlias: word == "typealias"))
    }
    return found
  }
}
