import Foundation
import Testing

@testable import billing_customerctl

@Suite("lines of an input")
struct LineReaderTests {
  private func lines(of text: String) async throws -> [String] {
    let file = FileManager.default.temporaryDirectory.appending(path: "lines-\(UUID())")
    try Data(text.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    var reader = LineReader(try InputFile(path: file.path))
    var lines: [String] = []
    while let line = try await reader.next() { lines.append(String(decoding: line, as: UTF8.self)) }
    return lines
  }

  @Test("blank lines are dropped, the last line needs no end")
  func ends() async throws {
    #expect(try await lines(of: "one\n\n \ntwo\r\nthree") == ["one", "two\r", "three"])
    #expect(try await lines(of: "") == [])
    #expect(try await lines(of: "\n\n") == [])
  }

  @Test("lines that span many reads come out whole and in order")
  func long() async throws {
    let wanted = (0..<50).map { String(repeating: "é\($0)", count: 3000) }
    #expect(try await lines(of: wanted.joined(separator: "\n")) == wanted)
  }

  @Test("a line over 1 MiB is refused")
  func tooLong() async {
    await #expect(throws: ControlError.self) {
      try await lines(of: String(repeating: "x", count: 1 << 21))
    }
  }

  @Test("a file that is not there has its own status")
  func missing() {
    let error = #expect(throws: ControlError.self) { try InputFile(path: "/nonexistent/file") }
    #expect(error?.status == .noInput)
  }
}
