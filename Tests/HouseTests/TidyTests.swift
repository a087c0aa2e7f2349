import Testing

@Suite("the repository keeps its house rules")
struct TidyTests {
  @Test("imports stay inside the design's table and are sorted")
  func imports() throws {
    try report(Repository.swiftFiles().flatMap(ImportRule.findings))
  }

  @Test("files and functions are short")
  func lengths() throws {
    try report(Repository.swiftFiles().flatMap(LengthRule.findings))
  }

  @Test("banned words are absent")
  func bannedWords() throws {
    try report(Repository.swiftFiles().flatMap(BannedWordRule.findings))
  }

  @Test("no type bears its module's name")
  func typeNames() throws {
    try report(Repository.swiftFiles().flatMap { NameRule.findings(in: $0) })
  }

  @Test("a file has one type, and its name")
  func fileNames() throws {
    try report(Repository.swiftFiles().flatMap(FileNameRule.findings))
  }

  @Test("folders are nouns of the domain")
  func folders() {
    let paths = Repository.paths(under: ["Sources", "Tests", "scripts", "proto-docs"])
    report(paths.flatMap(NameRule.findings(inPath:)))
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

  /// One issue a finding, so that each is read in full.
  private func report(_ findings: [Finding]) {
    for finding in findings { Issue.record(Comment(rawValue: finding.description)) }
  }
}
