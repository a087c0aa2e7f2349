import JSONRPC

/// Answers at once with the params; `{"fast":1}` takes the fast path.
struct EchoHandler: MethodHandler {
  typealias Contract = EchoMethod

  func answer(_ params: JSONText, _ call: Call) throws(RPCError) -> Answer<JSONText> {
    if JSONObject(params)?["fail"] != nil {
      throw .invalidArgument(field: "fail", description: "it is there")
    }
    if JSONObject(params)?["break"] != nil { throw .internal() }
    return .now(params)
  }

  func answerReady(_ params: Span<UInt8>, _ call: borrowing Call) -> JSONText? {
    guard params.count == 10, params[2] == UInt8(ascii: "f") else { return nil }
    return JSONText(trusted: Array(#"{"ready":true}"#.utf8)).compacted()
  }
}
