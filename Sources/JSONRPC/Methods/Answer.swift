/// A handler's answer: at once, or later.
public enum Answer<Result: Sendable>: Sendable {
  /// The result, on the event loop, without a task.
  case now(Result)
  /// The result's JSON, prepared; see `JSONText.compacted()`.
  case ready(JSONText)
  /// Work that must write or wait; runs in a task of the server, is cancelled by the deadline, by
  /// `rpc.cancel` and by the end of the connection.
  case later(@Sendable () async throws(RPCError) -> Result)
}
