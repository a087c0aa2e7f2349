/// Imports stay inside the design's table, are sorted, and never leak by `@_exported`.
enum ImportRule {
  struct Import {
    let line: Int
    let module: String
    let attributes: [Substring]
  }

  static func findings(in file: SourceFile) -> [Finding] {
    let imports = imports(in: file.text)
    var found = unsorted(imports, path: file.path)
    for item in imports where item.attributes.contains("@_exported") {
      found.append(file.finding(item.line, "\(item.module) is re-exported"))
    }
    guard file.isShipped else { return found }
    guard let row = ImportTable.rows[file.target] else {
      return found + [file.finding(1, "target \(file.target) has no row in the import table")]
    }
    let allowed = row.ours.union(row.outside).union(ImportTable.everywhere)
    for item in imports where !allowed.contains(item.module) {
      found.append(file.finding(item.line, "\(file.target) may not import \(item.module)"))
    }
    for item in imports where item.attributes.contains("@testable") {
      found.append(file.finding(item.line, "@testable outside a test"))
    }
    return found
  }

  static func imports(in text: String) -> [Import] {
    let code = SwiftText.blanking(.stringsAndComments, in: text)
    let lines = code.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.enumerated().compactMap { number, line in
      let words = line.split(separator: " ")
      guard let keyword = words.firstIndex(of: "import"), words.count > keyword + 1 else {
        return nil
      }
      // `import struct Module.Name` names its kind before the module.
      let name = words[words.count - 1].prefix { $0 != "." }
      return Import(
        line: number + 1, module: String(name), attributes: Array(words[..<keyword]))
    }
  }

  /// Neighbouring import lines are in order of their modules' names.
  private static func unsorted(_ imports: [Import], path: String) -> [Finding] {
    zip(imports, imports.dropFirst()).compactMap { first, second in
      guard second.line == first.line + 1, second.module < first.module else { return nil }
      return Finding(
        path: path, line: second.line, message: "import \(second.module) is out of order")
    }
  }
}
