/// What a client has counted since it was made.
public struct DeliveryCounts: Hashable, Sendable {
  /// Events that the daemon took at once.
  public internal(set) var delivered = 0
  /// Events that went to the spool.
  public internal(set) var spooled = 0
  /// Events of the spool that the daemon took.
  public internal(set) var replayed = 0
  /// Events that the daemon refused for good, of the spool or not.
  public internal(set) var refused = 0
  /// Events that neither the daemon nor the spool took.
  public internal(set) var lost = 0
  /// Lines of the spool that could not be read and were passed over.
  public internal(set) var unreadable = 0
}
