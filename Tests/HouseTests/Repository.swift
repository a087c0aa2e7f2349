import Foundation

/// The checked-out repository that these tests belong to.
enum Repository {
  /// The root, found from where this file was compiled.
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Every file under the named directories, as paths from the root, sorted.
  static func paths(under directories: [String]) -> [String] {
    directories.flatMap { directory -> [String] in
      let base = root.appending(path: directory)
      let names = FileManager.default.enumerator(atPath: base.path)
      return (names?.compactMap { $0 as? String } ?? []).map { "\(directory)/\($0)" }
    }.sorted()
  }

  /// Every Swift file that people write, in `Sources` and `Tests`.
  static func swiftFiles() throws -> [SourceFile] {
    try paths(under: ["Sources", "Tests"])
      .filter { $0.hasSuffix(".swift") }
      .map { SourceFile(path: $0, text: try text(of: $0)) }
      .filter { !$0.isGenerated }
  }

  /// The text of one file.
  static func text(of path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }
}
