import Testing

@Suite("the repository keeps its house rules")
struct TidyTests {
  @Test("imports stay inside the design's table and are sorted")
  func imports() throws {
    #expect(try Repository.swiftFiles().flatMap(ImportRule.findings) == [])
  }

  @Test("files and functions are short")
  func lengths() throws {
    #expect(try Repository.swiftFiles().flatMap(LengthRule.findings) == [])
  }

  @Test("banned words are absent")
  func bannedWords() throws {
    #expect(try Repository.swiftFiles().flatMap(BannedWordRule.findings) == [])
  }

  @Test("no type bears its module's name")
  func typeNames() throws {
    #expect(try Repository.swiftFiles().flatMap { NameRule.findings(in: $0) } == [])
  }

  @Test("folders are nouns of the domain")
  func folders() {
    let paths = Repository.paths(under: ["Sources", "Tests", "scripts", "proto-docs"])
    #expect(paths.flatMap(NameRule.findings(inPath:)) == [])
  }

  @Test("every target has a row in the import table, and every row a target")
  func table() {
    let targets = Repository.paths(under: ["Sources"])
      .filter { $0.hasSuffix(".swift") }
      .compactMap { $0.split(separator: "/").dropFirst().first.map(String.init) }
    #expect(Set(targets) == Set(ImportTable.rows.keys))
  }

  @Test("these tests find the repository")
  func repository() throws {
    #expect(try Repository.swiftFiles().contains { $0.path == "Tests/HouseTests/TidyTests.swift" })
  }
}
