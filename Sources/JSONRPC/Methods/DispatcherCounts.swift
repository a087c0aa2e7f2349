/// What the dispatcher counted since the start, for `/metrics`.
public struct DispatcherCounts: Hashable, Sendable {
  /// Requests that reached a method, notifications included.
  public let requests: Int
  /// Replies that were errors.
  public let errors: Int
  /// Texts that were no request.
  public let faults: Int
  /// Notifications that were not executed.
  public let refusedNotifications: Int
  /// Calls that are under way now.
  public let callsUnderWay: Int
  /// Answers by method and status, those that were given at least once.
  public let replies: [ReplyCount]
}
