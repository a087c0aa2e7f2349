import Testing

@Suite("every method has its four places and a test")
struct MethodTests {
  /// The methods of our own services.
  private let stems: Set<String>
  /// Those, and the ones that gRPC defines and the protocol core answers.
  private let everyStem: Set<String>

  init() throws {
    let protos = Repository.paths(under: ["proto-docs"]).filter { $0.hasSuffix(".proto") }
    func stems(_ paths: [String]) throws -> Set<String> {
      Set(try paths.flatMap { MethodRule.stems(inProto: try Repository.text(of: $0)) })
    }
    self.stems = try stems(protos.filter { $0.hasPrefix("proto-docs/billing/") })
    everyStem = try stems(protos)
  }

  @Test("the definitions name methods")
  func definitions() {
    #expect(stems.isSuperset(of: ["GetOrCreateCustomer", "UpdateCustomer", "FindUserByCustomer"]))
  }

  @Test("every method has its type in CustomerAPI")
  func types() {
    let types = files("Sources/CustomerAPI/Methods", named: { "\($0).swift" }, for: everyStem)
    #expect(types.missing == [])
  }

  @Test("every method has its handler in CustomerService, and every handler a method")
  func handlers() {
    let handlers = files("Sources/CustomerService", named: { "\($0)Handler.swift" }, for: stems)
    #expect(handlers.missing == [])
    #expect(handlers.strays.filter { $0.hasSuffix("Handler.swift") } == [])
  }

  @Test("every method has its page, and every page a method")
  func pages() {
    let pages = files("proto-docs/methods", named: { "\($0).md" }, for: everyStem)
    #expect(pages.missing == [])
    #expect(pages.strays.filter { $0 != "README.md" } == [])
  }

  @Test("every method is called by a test of the service")
  func tests() throws {
    let texts = try Repository.swiftFiles()
      .filter { $0.path.hasPrefix("Tests/CustomerServiceTests/") }.map(\.text)
    // As an argument, so that neither a comment nor a longer name counts.
    let uncalled = stems.filter { stem in !texts.contains { $0.contains("(\(stem).self") } }
    #expect(uncalled.sorted() == [])
  }

  /// Which methods have no file of their name there, and which files are no method's.
  private func files(
    _ directory: String, named name: (String) -> String, for stems: Set<String>
  ) -> (missing: [String], strays: [String]) {
    let found = Set(
      Repository.paths(under: [directory]).compactMap { $0.split(separator: "/").last }
        .map(String.init))
    let wanted = Set(stems.map(name))
    return (wanted.subtracting(found).sorted(), found.subtracting(wanted).sorted())
  }
}
