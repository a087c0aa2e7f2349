/// Writes replies.
enum ReplyText {
  private static let start = Array(#"{"jsonrpc":"2.0","id":"#.utf8)
  private static let result = Array(#","result":"#.utf8)
  private static let error = Array(#","error":"#.utf8)
  private static let null = Array("null".utf8)

  /// Appends a reply without its terminator; a nil id is written as null.
  static func append(
    _ outcome: Result<JSONText, RPCError>, id: Range<Int>?, in request: Span<UInt8>,
    to bytes: inout [UInt8]
  ) {
    bytes += start
    if let id {
      request.extracting(id).withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
    } else {
      bytes += null
    }
    switch outcome {
    case .success(let text):
      bytes += result
      bytes += text.compacted().bytes
    case .failure(let failure):
      bytes += error
      bytes += failure.encoded().bytes
    }
    bytes.append(JSONByte.closeBrace)
  }
}
