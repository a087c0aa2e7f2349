import JSONRPC

/// Answers later: at once when asked to, otherwise only when it is cancelled.
struct HoldHandler: MethodHandler {
  typealias Contract = HoldMethod

  func answer(_ params: JSONText, _ call: Call) throws(RPCError) -> Answer<JSONText> {
    let ends = JSONObject(params)?["end"] != nil
    return .later { () async throws(RPCError) -> JSONText in
      call.progress?.report(Progress(done: 1, total: 2, message: "half {way}"))
      call.progress?.report(Progress(done: 2))
      if ends { return params }
      let never = AsyncStream<Void> { _ in }
      for await _ in never {}
      throw RPCError.cancelled(executed: .unknown)
    }
  }
}
