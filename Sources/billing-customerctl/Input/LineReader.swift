/// The non-empty lines of an input, one at a time, so that a file of any length can be fed.
struct LineReader {
  /// The longest line; a request text has the same limit.
  private static let longest = 1 << 20

  private let file: InputFile
  private var buffer: [UInt8] = []
  private var start = 0
  private var ended = false

  init(_ file: InputFile) {
    self.file = file
  }

  /// The next line without its end, nil after the last.
  mutating func next() async throws(ControlError) -> [UInt8]? {
    var searched = start
    while true {
      if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        let line = Array(buffer[start..<end])
        start = end + 1
        searched = start
        if !isBlank(line) { return line }
      } else if ended {
        let line = Array(buffer[start...])
        start = buffer.count
        return isBlank(line) ? nil : line
      } else {
        searched = try await fill()
      }
    }
  }

  /// Reads on, and returns where the new bytes begin.
  private mutating func fill() async throws(ControlError) -> Int {
    buffer.removeFirst(start)
    start = 0
    guard buffer.count <= Self.longest else {
      throw ControlError(.badInput, "a line is longer than 1 MiB")
    }
    let known = buffer.count
    let bytes = try await file.read()
    ended = bytes.isEmpty
    buffer += bytes
    return known
  }

  private func isBlank(_ line: [UInt8]) -> Bool { line.allSatisfy { $0 <= UInt8(ascii: " ") } }
}
