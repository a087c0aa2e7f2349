import CustomerAPI
import Foundation
import JSONRPC
import Testing

@Suite("Every example of the documentation")
struct ExampleTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The pages that show requests.
  private static let pages =
    ["README.md", "proto-docs/README.md", "proto-docs/errors.md"]
    + APIMethods.all.map { methodPage($0.name.bare) }

  private static func methodPage(_ stem: String) -> String { "proto-docs/methods/\(stem).md" }

  private static func page(_ path: String) throws -> ExamplePage {
    let text = try String(contentsOf: root.appending(path: path), encoding: .utf8)
    return try ExamplePage(text, name: path)
  }

  @Test("is sent to a daemon, which answers what is shown", arguments: pages)
  func examples(path: String) async throws {
    let page = try Self.page(path)
    #expect(page.strays == [])
    #expect(!page.examples.isEmpty)
    for example in page.examples {
      // One daemon an example, so that each shows a whole story.
      try await Site.runDaemon { daemon in
        var comparison = ReplyComparison()
        try await Self.play(example, on: daemon, &comparison)
      }
    }
  }

  @Test("of a method's page shows what is answered")
  func shown() throws {
    for path in Self.pages where path != "README.md" {
      let silent = try Self.page(path).examples.filter(\.messages.isEmpty)
      #expect(silent.map(\.place) == [])
    }
  }

  @Test("belongs to a method that is served, and every method that is served is documented")
  func sets() async throws {
    try await Site.runDaemon { daemon in
      let served = Set(daemon.dispatcher.methodNames.map(\.full))
      let system = served.filter { $0.hasPrefix("rpc.") }
      let defined = Set(APIMethods.all.map { $0.name.full })
      #expect(served.subtracting(system) == defined)
      let document = JSONObject(OpenRPCDocument.json)?["methods"]?.array ?? []
      #expect(Set(document.compactMap { $0.object?["name"]?.string }) == defined)
      let readme = try String(
        contentsOf: Self.root.appending(path: "proto-docs/README.md"), encoding: .utf8)
      #expect(system.filter { !readme.contains("`\($0)`") } == [])
      #expect(system.count == 3)
    }
  }

  /// Sends what goes before, then the example, and compares.
  private static func play(
    _ example: Example, on daemon: TestDaemon, _ comparison: inout ReplyComparison
  ) async throws {
    for name in example.after {
      if let scene = ExampleScenes.all[name] {
        try scene(daemon)
      } else {
        let before = try #require(page(methodPage(name)).examples.first, "no scene \(name)")
        try await play(before, on: daemon, &comparison)
      }
    }
    let request = comparison.request(example.request)
    let sent = try await Conversation.ask(
      daemon.dispatcher, request, role: example.role ?? role(of: request),
      isDocument: example.isDocument)
    guard !example.messages.isEmpty else {
      let reply = sent.last.flatMap { JSONObject($0) }
      #expect(reply?["result"] != nil, "\(example.place): \(sent)")
      return
    }
    comparison.compare(
      example.messages, with: sent, varying: example.varies, place: example.place)
    #expect(comparison.differences == [])
  }

  /// The first role that may call the method.
  private static func role(of request: String) -> Role {
    let text = JSONText(trusted: Array(request.utf8))
    let name = JSONObject(text)?["method"]?.string
    let method = APIMethods.all.first { $0.name.bare == name || $0.name.full == name }
    return method?.roles.min { $0.name < $1.name } ?? .ops
  }
}
