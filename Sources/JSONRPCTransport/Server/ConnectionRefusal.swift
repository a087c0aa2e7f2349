import JSONRPC

/// The one line that a connection gets which is not taken.
enum ConnectionRefusal {
  /// An error that belongs to no request, with a line feed.
  static func line(_ error: RPCError) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.key("jsonrpc")
      writer.string("2.0")
      writer.key("id")
      writer.json(JSONText(trusted: Array("null".utf8)))
      writer.key("error")
      writer.json(error.encoded())
    }
    return writer.bytes + [UInt8(ascii: "\n")]
  }
}
