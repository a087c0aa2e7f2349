public import JSONRPC
internal import SwiftProtobuf

extension MessageMethod {
  /// Writes params in proto3's JSON.
  public static func encode(params: Params) throws(RPCError) -> JSONText {
    do {
      return JSONText(trusted: try params.jsonUTF8Bytes())
    } catch {
      throw .internal("cannot write the params of the call", executed: .no)
    }
  }

  /// Reads a result; fields that this version does not know are ignored, since v1 only grows.
  public static func decode(result: JSONText) throws(RPCError) -> Result {
    var options = JSONDecodingOptions()
    options.ignoreUnknownFields = true
    do {
      return try Result(jsonUTF8Bytes: result.bytes, options: options)
    } catch {
      throw .internal("cannot read the result of the call", executed: .yes)
    }
  }
}
