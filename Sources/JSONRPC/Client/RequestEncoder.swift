/// Writes requests as a client.
public enum RequestEncoder {
  /// One request, ended by a line feed; `params` must be an object without `_meta`.
  public static func encode(
    _ number: RequestNumber, method: MethodName, params: JSONText = .emptyObject,
    metadata: CallMetadata = .none
  ) -> [UInt8] {
    var request = JSONWriter.object { request in
      request.member("jsonrpc", "2.0")
      request.member("id", number.value)
      request.member("method", method.full)
      request.member("params", with(metadata, in: params))
    }.bytes
    request.append(JSONByte.lineFeed)
    return request
  }

  /// Takes a call back: `rpc.cancel` under an id of its own.
  public static func encodeCancel(
    of call: RequestNumber, number: RequestNumber
  ) -> [UInt8] {
    let params = JSONWriter.object { $0.member("id", call.value) }
    return encode(number, method: SystemMethods.cancel, params: params)
  }

  private static func with(_ metadata: CallMetadata, in params: JSONText) -> JSONText {
    guard metadata != .none else { return params }
    let members = params.compacted().bytes.dropFirst()
    var bytes = Array(#"{"_meta":"#.utf8) + metadata.encoded().bytes
    if members.count > 1 { bytes.append(JSONByte.comma) }
    return JSONText(bytes: bytes + members, isCompact: true)
  }
}
