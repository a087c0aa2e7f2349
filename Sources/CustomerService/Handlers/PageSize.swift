internal import CustomerAPI
internal import CustomerModel
internal import CustomerStore
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

  /// The records that fit on a page: at most `size`, and about 64 KiB; at least one.
  static func page(of records: [SubjectRecord], size: Int) -> ArraySlice<SubjectRecord> {
    var bytes = 0
    let fitting = records.prefix(size).prefix { record in
      let isFirst = bytes == 0
      bytes += weight(record.profile) + 512
      return isFirst || bytes <= 64 << 10
    }
    return fitting
  }

  /// A generous guess at a profile's bytes in JSON.
  private static func weight(_ profile: Profile) -> Int {
    let address = profile.address?.parts.values.reduce(0) { $0 + $1.utf8.count } ?? 0
    let texts = [profile.email?.text, profile.name?.text, profile.phone?.text]
    return texts.reduce(address) { $0 + ($1?.utf8.count ?? 0) } * 2
  }
}
