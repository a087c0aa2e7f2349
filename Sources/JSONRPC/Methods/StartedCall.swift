/// A call that was begun: answered, or work to do.
enum StartedCall: Sendable {
  case answered(JSONText)
  case work(@Sendable () async throws(RPCError) -> JSONText)
}
