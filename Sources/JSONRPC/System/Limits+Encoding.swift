extension Limits {
  /// The limits as `rpc.version` shows them.
  func encoded() -> JSONText {
    JSONWriter.object { limits in
      limits.member("requestBytes", requestBytes)
      limits.member("replyBytes", replyBytes)
      limits.member("pageBytes", pageBytes)
      limits.member("depth", depth)
      limits.member("idBytes", idBytes - 2)
      limits.member("batchCalls", batchCalls)
      limits.member("callsPerConnection", callsPerConnection)
      limits.member("calls", calls)
      limits.member("connections", connections)
      limits.member("connectionsPerRole", connectionsPerRole)
      limits.member("waitingReplyBytes", waitingReplyBytes)
      limits.member("heldBytes", heldBytes)
      limits.member("stalledReaderMs", stalledReader.wholeMilliseconds)
      limits.member("incompleteRequestMs", incompleteRequest.wholeMilliseconds)
      limits.member("timeoutMs", timeout.wholeMilliseconds)
    }
  }
}
