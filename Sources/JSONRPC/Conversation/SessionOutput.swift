/// What a session wants done after an event.
public struct SessionOutput: Sendable {
  /// What happens with the connection.
  public enum Next: Hashable, Sendable {
    /// Goes on.
    case open
    /// Closes once `bytes` are written; no more input is taken.
    case close
    /// Speaks HTTP: drop this many bytes of white space from the chunk just received, and parse the
    /// rest as HTTP/1.1.
    case http(skip: Int)
  }

  /// To be written now, in this order, before anything of later outputs.
  public var bytes: [UInt8] = []
  /// To be run in tasks; each completion goes to `Session.complete`.
  public var calls: [PendingCall] = []
  /// Mutating notifications that were not executed, for the log.
  public var refusedNotifications = 0
  /// What happens with the connection.
  public var next = Next.open

  init() {}
}
