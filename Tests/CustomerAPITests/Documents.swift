import Foundation

/// The files under `proto-docs` and what is to be read from them.
enum Documents {
  /// The repository's root, found from where this file was compiled.
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static func text(of path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// The names of the files under a directory that end so, as paths from it, sorted.
  static func names(under directory: String, ending: String) -> [String] {
    let files = FileManager.default.enumerator(atPath: root.appending(path: directory).path)
    return (files?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(ending) }.sorted()
  }

  /// The section of a page under a heading, without the heading.
  static func section(_ heading: String, of page: String) -> String {
    let parts = page.components(separatedBy: "\n## \(heading)\n")
    guard parts.count == 2 else { return "" }
    return parts[1].components(separatedBy: "\n## ")[0]
  }

  /// The rows of a section's tables, their heads left out, as cells without backticks.
  static func rows(of section: String) -> [[String]] {
    section.split(separator: "\n").filter { $0.hasPrefix("|") }.map { line in
      line.split(separator: "|").map {
        $0.trimmingCharacters(in: CharacterSet(charactersIn: " `"))
      }
    }.filter { !$0[0].isEmpty && !$0[0].hasPrefix("---") && $0[0] != "field" && $0[0] != "reason" }
  }

  /// The JSON objects in a section's fenced blocks.
  static func examples(in section: String) throws -> [[String: Any]] {
    try section.components(separatedBy: "```json\n").dropFirst().map { block in
      let text = block.components(separatedBy: "```")[0]
      let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
      return object as? [String: Any] ?? [:]
    }
  }
}
