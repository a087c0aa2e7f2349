import FuzzDriver
import Glibc
import NIOCore
import NIOEmbedded

@testable import JSONRPC
@testable import JSONRPCTransport

/// However a connection's bytes are cut, the same comes back; responses carry a status of the
/// protocol, the length they announce, and JSON where the body was processed.
///
/// The first byte of an input says how the rest is cut.
enum Exchange: FuzzTarget {
  private static let statuses: Set<Int> = [100, 200, 400, 403, 405, 413, 503]

  static func check(_ input: [UInt8]) {
    var reader = InputReader(input)
    let seed = reader.byte()
    let bytes = reader.all()
    let whole = answer([bytes])
    let pieces = answer(InputReader.pieces(bytes, seed: seed))
    let isHTTP = whole.starts(with: "HTTP/1.1 ".utf8)
    // How a reply of the stream ends depends on what had come when it was due.
    require(
      isHTTP ? whole == pieces : lines(whole) == lines(pieces),
      "cut otherwise, the answer is the same: \(text(whole)) \(text(pieces))")
    if isHTTP { judge(whole[...]) }
  }

  private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    bytes.split(separator: UInt8(ascii: "\n"))
  }

  private static func answer(_ pieces: [[UInt8]]) -> [UInt8] {
    let server = Server()
    defer { server.end() }
    for piece in pieces where !piece.isEmpty {
      guard server.receive(piece) else { break }
    }
    return server.answer()
  }

  /// Reads the responses one by one.
  private static func judge(_ bytes: ArraySlice<UInt8>) {
    var rest = bytes
    while !rest.isEmpty {
      guard let head = head(&rest) else { refute("a response has a head: \(text(rest))") }
      let lines = text(head).split(separator: "\r\n").map(String.init)
      let words = lines.first?.split(separator: " ") ?? []
      guard words.count > 1, words[0] == "HTTP/1.1", let status = Int(words[1]) else {
        refute("a response starts with its status: \(lines)")
      }
      require(statuses.contains(status), "a response has a status of the protocol: \(status)")
      let length = lines.compactMap { line -> Int? in
        let parts = line.split(separator: ":", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "content-length" else { return nil }
        return Int(parts[1].trimmingPrefix(while: { $0 == " " }))
      }
      let body = Array(rest.prefix(length.first ?? 0))
      require(body.count == length.first ?? 0, "a response has the length that it announces")
      rest = rest.dropFirst(body.count)
      if status == 200, lines.contains("content-type: application/json"), !body.isEmpty {
        require((try? JSONText(validating: body)) != nil, "a processed body is JSON: \(text(body))")
      }
    }
  }

  private static func head(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let end = Array("\r\n\r\n".utf8)
    guard let start = rest.indices.first(where: { rest[$0...].starts(with: end) }) else {
      return nil
    }
    defer { rest = rest[(start + 4)...] }
    return rest[..<start]
  }
}

/// Bytes for people.
func text(_ bytes: some Sequence<UInt8>) -> String { String(decoding: Array(bytes), as: UTF8.self) }
