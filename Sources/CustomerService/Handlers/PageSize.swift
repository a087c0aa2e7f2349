internal import CustomerAPI
internal import JSONRPC

/// How many items a page holds: 1 to 100, and 50 when the caller does not say.
enum PageSize {
  static func parse(_ stated: Int32) throws(RPCError) -> Int {
    guard (0...100).contains(stated) else {
      throw RPCError(
        .pageSizeInvalid, "cannot make a page of this size: 1 to 100", field: "pageSize")
    }
    return stated == 0 ? 50 : Int(stated)
  }
}
