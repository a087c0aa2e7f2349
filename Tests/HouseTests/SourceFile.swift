/// A Swift file of the repository: its path from the root, and its text.
struct SourceFile {
  let path: String
  let text: String

  private var components: [Substring] { path.split(separator: "/") }

  /// The directory under `Sources` or `Tests` that the file belongs to.
  var target: String { components.count > 1 ? String(components[1]) : "" }

  /// True for what is shipped, false for tests.
  var isShipped: Bool { path.hasPrefix("Sources/") }

  /// True for the programs, where the process meets the outside world.
  var isExecutable: Bool {
    isShipped && (target == "billing-customerd" || target == "billing-customerctl")
  }

  /// True for what `scripts/generate-api` writes: nobody reads it line by line.
  var isGenerated: Bool { path.hasPrefix("Sources/CustomerAPI/Generated/") }
}
