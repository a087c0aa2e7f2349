import CustomerAPI
import Foundation
import JSONRPC
import Testing

@Suite("The OpenRPC document")
struct OpenRPCTests {
  @Test("proto-docs/openrpc.json is the document that rpc.discover answers")
  func committedDocument() throws {
    let object = try JSONSerialization.jsonObject(with: Data(OpenRPCDocument.json.bytes))
    let pretty = try JSONSerialization.data(
      withJSONObject: object, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
    let text = String(decoding: pretty, as: UTF8.self) + "\n"
    let file = Documents.root.appending(path: "proto-docs/openrpc.json")
    if ProcessInfo.processInfo.environment["WRITE_OPENRPC"] == "1" {
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    let committed = try String(contentsOf: file, encoding: .utf8)
    #expect(
      committed == text, "write it with WRITE_OPENRPC=1 swift test --filter OpenRPCTests")
  }

  @Test("every reference leads to a schema")
  func references() throws {
    let text = String(decoding: OpenRPCDocument.json.bytes, as: UTF8.self)
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    let components = object?["components"] as? [String: Any]
    let schemas = try #require(components?["schemas"] as? [String: Any])
    let references = text.components(separatedBy: "#/components/schemas/").dropFirst()
      .compactMap { $0.split(separator: "\"").first.map(String.init) }
    #expect(Set(references).isSubset(of: Set(schemas.keys)))
    #expect(text.utf8.count < 32 << 10)
  }
}
