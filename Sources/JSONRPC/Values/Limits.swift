/// Every limit of the protocol, in one place; `rpc.version` shows them all.
public struct Limits: Sendable, Equatable {
  /// Bytes of one request text or batch; more is refused and the connection closes.
  public var requestBytes = 1 << 20
  /// Bytes of one reply; a larger one becomes `RESOURCE_EXHAUSTED`.
  public var replyBytes = 4 << 20
  /// Bytes that one page of a list should stay under.
  public var pageBytes = 64 << 10
  /// Levels of nesting in a text, at most 64.
  public var depth = 64
  /// Bytes of an id, quotes included.
  public var idBytes = 258
  /// Calls of one batch.
  public var batchCalls = 100
  /// Calls of one connection that may be under way.
  public var callsPerConnection = 64
  /// Calls of all connections that may be under way.
  public var calls = 1024
  /// Connections that may be open.
  public var connections = 1024
  /// Connections of one role that may be open, so that one role cannot shut the others out.
  public var connectionsPerRole = 768
  /// Bytes of waiting replies at which reading pauses.
  public var waitingReplyBytes = 1 << 20
  /// Bytes of incomplete requests and waiting replies that all connections may hold together;
  /// beyond it those are closed that hold more than a small share.
  public var heldBytes = 6 << 20
  /// How long a reader may take nothing before its connection is closed.
  public var stalledReader = Duration.seconds(10)
  /// How long a request may stay incomplete after its first byte.
  public var incompleteRequest = Duration.seconds(10)
  /// Longest `timeoutMs`, and how far `deadlineNs` may lie ahead.
  public var timeout = Duration.seconds(600)
  /// What a caller that met a limit is told to wait before it tries again.
  public var retryAfter = Duration.milliseconds(100)

  /// The limits of the protocol's document.
  public init() {}
}
