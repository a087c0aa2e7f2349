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

  @Test("the protocol's own reasons are documented")
  func protocolReasons() throws {
    let page = try Documents.text(of: "proto-docs/errors.md")
    let section = Documents.section("Reasons of the protocol", of: page)
    let documented = Documents.rows(of: section).map { $0[0] }
    let words = try declarations(in: "Sources/JSONRPC/Errors/ErrorReason+Protocol.swift")
    #expect(documented == words)
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
