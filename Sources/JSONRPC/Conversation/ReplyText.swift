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
    switch outcome {
    case .success(let text):
      appendStart(id, in: request, to: &bytes)
      bytes += result
      bytes += text.compacted().bytes
      bytes.append(JSONByte.closeBrace)
    case .failure(let failure):
      appendError(failure.encoded(), id: id, in: request, to: &bytes)
    }
  }

  /// Appends the reply with an error that is encoded already.
  static func appendError(
    _ encoded: JSONText, id: Range<Int>?, in request: Span<UInt8>, to bytes: inout [UInt8]
  ) {
    appendStart(id, in: request, to: &bytes)
    bytes += error
    bytes += encoded.bytes
    bytes.append(JSONByte.closeBrace)
  }

  private static func appendStart(
    _ id: Range<Int>?, in request: Span<UInt8>, to bytes: inout [UInt8]
  ) {
    bytes += start
    if let id {
      request.extracting(id).withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
    } else {
      bytes += null
    }
  }
}
