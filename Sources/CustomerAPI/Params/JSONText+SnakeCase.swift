internal import JSONRPC

extension JSONText {
  /// Whether a member may be named in snake_case, so that one field may be there under two names.
  ///
  /// A look at the bytes: it may say yes for nothing, which costs time, and says no only when sure,
  /// escapes in names aside.
  var mayNameFieldTwice: Bool {
    var position = 0
    while let underscore = bytes[position...].firstIndex(of: UInt8(ascii: "_")) {
      guard let quote = bytes[underscore...].firstIndex(of: UInt8(ascii: "\"")) else { return true }
      let next = bytes[(quote + 1)...].first { $0 > 0x20 }
      if next == UInt8(ascii: ":") { return true }
      position = quote + 1
    }
    return false
  }
}
