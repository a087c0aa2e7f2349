import Crypto
import Foundation
import Testing

@Suite("Generated code")
struct GeneratedCodeTests {
  @Test("the generated code was made from the definitions as they are")
  func generatedCodeIsFresh() throws {
    let paths = Documents.names(under: "proto-docs", ending: ".proto")
    let lines = try paths.map { path in
      let text = try Documents.text(of: "proto-docs/\(path)")
      let digest = SHA256.hash(data: Data(text.utf8)).map { byte in
        let digits = String(byte, radix: 16)
        return digits.count == 1 ? "0" + digits : digits
      }
      return "\(digest.joined())  \(path)\n"
    }
    let recorded = try Documents.text(of: "Sources/CustomerAPI/Generated/SOURCES")
    #expect(lines.joined() == recorded, "run scripts/generate-api")
  }
}
