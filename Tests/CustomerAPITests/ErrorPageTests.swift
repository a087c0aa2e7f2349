import Foundation
import JSONRPC
import Testing

@testable import CustomerAPI

@Suite("The page of errors")
struct ErrorPageTests {
  @Test("every reason is documented with its status, and no other is")
  func reasons() throws {
    let page = try Documents.text(of: "proto-docs/errors.md")
    let documented = Documents.rows(of: Documents.section("Reasons", of: page))
    let expected = RPCError.customerStatuses.map { [$0.rawValue, $1.word] }
    #expect(Set(documented.map { [$0[0], $0[1]] }) == Set(expected))
    #expect(documented.count == expected.count)
  }

  @Test("every reason that the source declares has a status")
  func declared() throws {
    let words = try declarations(in: "Sources/CustomerAPI/Errors/ErrorReason+Customers.swift")
    #expect(Set(words) == Set(RPCError.customerStatuses.keys.map(\.rawValue)))
  }

  @Test("the protocol's own reasons are documented with their statuses, and no other is")
  func protocolReasons() throws {
    let page = try Documents.text(of: "proto-docs/errors.md")
    let documented = Documents.rows(of: Documents.section("Reasons of the protocol", of: page))
    let expected = RPCError.protocolStatuses.map { [$0.rawValue, $1.word] }
    #expect(Set(documented.map { [$0[0], $0[1]] }) == Set(expected))
    #expect(documented.count == expected.count)
  }

  @Test("what a client makes is documented, and so is every reason that the source declares")
  func everyDeclaration() throws {
    let page = try Documents.text(of: "proto-docs/errors.md")
    let section = Documents.section("Reasons that only a client makes", of: page)
    let ofClients = Set(Documents.rows(of: section).map { $0[0] })
    let ofTables =
      RPCError.protocolStatuses.keys.map(\.rawValue)
      + RPCError.customerStatuses.keys.map(\.rawValue)
    #expect(ofClients.isDisjoint(with: ofTables))
    let files = Documents.names(under: "Sources", ending: ".swift").map { "Sources/\($0)" }
    let declared = try files.flatMap(declarations(in:))
    #expect(declared.count == Set(declared).count)
    #expect(Set(declared) == ofClients.union(ofTables))
  }

  @Test("every reason that the source declares is made somewhere besides the tables")
  func made() throws {
    let files = Documents.names(under: "Sources", ending: ".swift").filter {
      !$0.contains("/ErrorReason+") && !$0.contains("Statuses.swift")
        && !$0.hasPrefix("CustomerAPI/Methods/")
        && $0 != "CustomerAPI/Errors/RPCError+Customers.swift"
    }
    let source = try files.map { try Documents.text(of: "Sources/\($0)") }.joined()
    let words = Set(source.matches(of: /[.](\w+)/).map(\.1))
    let tables = try Documents.names(under: "Sources", ending: ".swift")
      .filter { $0.contains("/ErrorReason+") }.map { try Documents.text(of: "Sources/\($0)") }
    let names = tables.flatMap { table in
      table.matches(of: /static let (\w+) = ErrorReason\(/).map { String($0.1) }
    }
    #expect(names.count > 40)
    #expect(names.filter { !words.contains(Substring($0)) } == [])
  }

  @Test("every reason is one that some method states")
  func used() {
    let stated = APIMethods.all.reduce(into: Set()) { $0.formUnion($1.reasons) }
    #expect(stated == Set(RPCError.customerStatuses.keys))
  }

  @Test("an error bears the status of its reason, and says when a retry may help")
  func errors() {
    let missing = RPCError(.userNotFound, "cannot find that user", field: "userId")
    #expect(missing.code == 5)
    #expect(missing.fieldViolations.map(\.field) == ["userId"])
    #expect(missing.retry == nil)
    let down = RPCError(.stripeUnavailable, "cannot reach Stripe", retryAfter: .seconds(1))
    #expect(down.status == .unavailable)
    #expect(down.retry == Retry(allowed: true, after: .seconds(1)))
  }

  private func declarations(in path: String) throws -> [String] {
    try Documents.text(of: path).components(separatedBy: "ErrorReason(\"").dropFirst()
      .compactMap { $0.split(separator: "\"").first.map(String.init) }
  }
}
