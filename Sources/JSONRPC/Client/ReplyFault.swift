/// Why a client cannot go on reading a connection: what came is not this protocol.
public enum ReplyFault: Error, Hashable, Sendable {
  /// The bytes are not JSON.
  case malformed(JSONFault)
  /// The JSON is no reply.
  case notAReply
  /// A message is larger than the limit.
  case tooLarge
}
