import Testing

@Suite("every rule reports a bad sample and spares a good one")
struct RuleTeethTests {
  private func file(_ text: String, _ path: String = "Sources/JSONRPC/Sample.swift") -> SourceFile {
    SourceFile(path: path, text: text)
  }

  @Test(
    "an import outside the table is reported",
    arguments: [
      ("Sources/JSONRPC/A.swift", "import NIOCore"),
      ("Sources/JSONRPC/A.swift", "public import struct NIOCore.ByteBuffer"),
      ("Sources/CustomerModel/A.swift", "import Foundation"),
      ("Sources/StripeSandbox/A.swift", "import Stripe"),
      ("Sources/CustomerService/A.swift", "package import GRDB"),
      ("Sources/billing-customerd/A.swift", "import CCurl"),
      ("Sources/Novelty/A.swift", "let one = 1"),
      ("Sources/JSONRPC/A.swift", "@_exported public import Synchronization"),
      ("Sources/billing-customerctl/A.swift", "@testable import CustomerAPI"),
      ("Tests/JSONRPCTests/A.swift", "import Testing\nimport JSONRPC"),
    ])
  func badImport(path: String, text: String) {
    #expect(ImportRule.findings(in: file(text, path)).count == 1)
  }

  @Test("imports of lower floors are spared, and so is what a comment or string says")
  func goodImport() {
    let text = """
      import CustomerModel
      public import JSONRPC
      import Synchronization
      // import GRDB
      let text = "import GRDB"
      """
    #expect(ImportRule.findings(in: file(text, "Sources/CustomerAPI/A.swift")) == [])
  }

  @Test("a file over the limit is reported, one at the limit is not")
  func fileLength() {
    let line = "let one = 1\n"
    #expect(LengthRule.findings(in: file(String(repeating: line, count: 300))) == [])
    #expect(LengthRule.findings(in: file(String(repeating: line, count: 301))).count == 1)
  }

  @Test(
    "a function over the limit is reported, one at the limit is not",
    arguments: [
      "func long<T>(of values: [T] = { [] }()) async throws -> [T] where T: Hashable {",
      "init() {", "subscript(index: Int) -> Int {", "var total: Int {",
    ])
  func functionLength(opening: String) {
    func sample(_ lines: Int) -> SourceFile {
      let body = String(repeating: "  call(\"{\") { $0 }\n", count: lines - 2)
      return file("struct Sample {\n\(opening)\n\(body)}\n}\n")
    }
    #expect(LengthRule.findings(in: sample(70)) == [])
    #expect(
      LengthRule.findings(in: sample(71)) == [
        Finding(
          path: "Sources/JSONRPC/Sample.swift", line: 2,
          message: "function of 71 lines, the limit is 70")
      ])
  }

  @Test("requirements without a body are no functions")
  func requirements() {
    let code = "protocol P {\n func a()\n init(b: Int)\n var c: Int { get }\n}\nfunc d() {\n}\n"
    #expect(LengthRule.functions(in: code).map(\.lines) == [1, 2])
  }

  @Test(
    "a banned word is reported",
    arguments: [
      "fatalError(\"no\")", "let a = try! b()", "let a = b as! C", "Task { await a() }",
      "Task.detached { }", "Task(priority: .high) { }", "let a = Date()", "let a = UUID()",
      "try await Task.sleep(for: .seconds(1))", "var g = SystemRandomNumberGenerator()",
      "struct A: @unchecked Sendable {}", "nonisolated(unsafe) var a = 1", "print(1)",
      "// TODO: later", "/* FIXME */ let a = 1",
    ])
  func bannedWord(text: String) {
    #expect(BannedWordRule.findings(in: file(text)).count == 1)
  }

  @Test("what only resembles a banned word is spared")
  func harmlessWords() {
    let text = #"""
      // Never fatalError here.
      let said = "\(words.map { "print(\($0)" }) Date()"
      withTaskGroup { group in group.addTask { } }
      let a = Date(timeIntervalSince1970: 0)
      let b = try? c() as? D
      """#
    #expect(BannedWordRule.findings(in: file(text)) == [])
  }

  @Test("the programs may print and start tasks, the curl wrapper may promise Sendable, no other")
  func exceptions() {
    let program = "Sources/billing-customerctl/A.swift"
    #expect(BannedWordRule.findings(in: file("print(1)\nTask { }", program)) == [])
    #expect(BannedWordRule.findings(in: file("fatalError()", program)).count == 1)
    let promise = "final class A: @unchecked Sendable {}"
    #expect(BannedWordRule.findings(in: file(promise, "Sources/CurlHTTP/A.swift")) == [])
    #expect(BannedWordRule.findings(in: file(promise, "Sources/Stripe/A.swift")).count == 1)
  }

  @Test("a type named like its module is reported", arguments: ["struct", "enum", "typealias"])
  func typeName(kind: String) {
    #expect(NameRule.findings(in: file("public \(kind) JSONRPC {")).count == 1)
    #expect(NameRule.findings(in: file("public \(kind) JSONRPCError {")) == [])
  }

  @Test("a folder for odds and ends is reported")
  func folder() {
    #expect(NameRule.findings(inPath: "Sources/Stripe/Helpers/Form.swift").count == 1)
    #expect(NameRule.findings(inPath: "Sources/Stripe/Form/FormEncoder.swift") == [])
  }

  @Test("a file without the type of its name, or with two, is reported")
  func fileName() {
    #expect(FileNameRule.findings(in: file("struct Other {}")).count == 1)
    #expect(FileNameRule.findings(in: file("struct Sample {}\npublic enum Other {}")).count == 1)
    #expect(FileNameRule.findings(in: file("struct Sample {}\nprivate enum Other {}")) == [])
    #expect(FileNameRule.findings(in: file("enum Sample { struct Part {} }")) == [])
    let topic = "Sources/JSONRPC/Sample+Topic.swift"
    #expect(FileNameRule.findings(in: file("extension Sample {}", topic)) == [])
    #expect(FileNameRule.findings(in: file("extension Other {}", topic)).count == 1)
  }

  @Test("the methods of a definition are read")
  func stems() {
    let proto = """
      // rpc NotThis(Request) returns (Response);
      service Sample {
        rpc Ask(AskRequest) returns (AskResponse);
        rpc Watch (WatchRequest) returns (stream WatchResponse);
      }
      """
    #expect(MethodRule.stems(inProto: proto) == ["Ask", "Watch"])
  }
}
