import Foundation
import JSONRPC
import SwiftProtobuf
import Testing

@testable import CustomerAPI

@Suite("The page of a method")
struct MethodPageTests {
  @Test("every method has a page, and no other page is there")
  func pages() {
    let pages = Documents.names(under: "proto-docs/methods", ending: ".md")
    #expect(pages == APIMethods.all.map { "\($0.name.bare).md" }.sorted())
  }

  @Test("a page states the name, roles, deadline and effect", arguments: APIMethods.all.indices)
  func facts(index: Int) throws {
    let method = APIMethods.all[index]
    let page = try page(of: method)
    #expect(page.contains("\n`\(method.name.full)`\n"))
    let effect = method.idempotency == .noSideEffects ? "read only" : "idempotent"
    let expected = [
      ["roles", method.roles.map(\.name).sorted().joined(separator: ", ")],
      ["deadline", "\(method.defaultDeadline.components.seconds) s"],
      ["effect", effect],
      ["progress", method.streams ? "yes" : "no"],
    ]
    let head = page.components(separatedBy: "\n## ")[0]
    #expect(Documents.rows(of: head) == expected)
  }

  @Test("a page lists the fields of params and result", arguments: APIMethods.all.indices)
  func fields(index: Int) throws {
    let method = APIMethods.all[index]
    let page = try page(of: method)
    let rpc = try #require(Definitions.current.rpcs[method.name.full])
    let params = Documents.rows(of: Documents.section("Params", of: page)).map { $0[0] }
    let result = Documents.rows(of: Documents.section("Result", of: page)).map { $0[0] }
    #expect(params == paths(of: rpc.params))
    #expect(result == paths(of: rpc.result))
  }

  @Test("a page lists the method's reasons", arguments: APIMethods.all.indices)
  func reasons(index: Int) throws {
    let method = APIMethods.all[index]
    let errors = Documents.section("Errors", of: try page(of: method))
    let words = errors.split(separator: "`").filter { word in
      word.allSatisfy { $0.isUppercase || $0 == "_" }
    }
    let expected = method.reasons.union([.invalidField]).map(\.rawValue)
    #expect(Set(words.map(String.init)) == Set(expected))
  }

  @Test("a page's example is a request and its result", arguments: APIMethods.all.indices)
  func examples(index: Int) throws {
    let method = APIMethods.all[index]
    let examples = try Documents.examples(in: Documents.section("Example", of: page(of: method)))
    try #require(examples.count >= 2)
    #expect(examples[0]["method"] as? String == method.name.bare)
    var params = try #require(examples[0]["params"] as? [String: Any])
    params["_meta"] = nil
    try expectDecodes(method, params: params, result: try #require(examples.last?["result"]))
  }

  private func expectDecodes<Contract: MessageMethod>(
    _ method: Contract.Type, params: [String: Any], result: Any
  ) throws {
    let request = try JSONSerialization.data(withJSONObject: params)
    _ = try Contract.decode(JSONText(validating: [UInt8](request)))
    let reply = try JSONSerialization.data(withJSONObject: result)
    let decoded = try Contract.Result(jsonUTF8Bytes: [UInt8](reply))
    let encoded = try Contract.encode(decoded)
    let again = try JSONSerialization.jsonObject(with: Data(encoded.bytes))
    #expect(again as? NSDictionary == result as? NSDictionary)
  }

  private func page(of method: any MessageMethod.Type) throws -> String {
    try Documents.text(of: "proto-docs/methods/\(method.name.bare).md")
  }

  private func paths(of message: String, in path: String = "") -> [String] {
    let fields = Definitions.current.messages[message]?.fields ?? []
    return fields.filter { $0.name != "_meta" }.flatMap { field -> [String] in
      let own = path + field.name
      guard case .message(let name) = field.kind else { return [own] }
      return [own] + paths(of: name, in: own + ".")
    }
  }
}
