public import CustomerModel

/// How much a ledger holds, for status.
public struct LedgerCounts: Hashable, Sendable {
  /// Registered users by state.
  public var users: [CustomerState: Int]
  /// Guests.
  public var guests: Int
  /// Attempts that still want something done.
  public var openAttempts: Int
  /// When the oldest open attempt was begun.
  public var oldestOpenAttempt: WallTime?
  /// Updates that Stripe has still to be told.
  public var pendingUpdates: Int
  /// Reviews that wait for a person.
  public var openReviews: Int

  /// Counts as read.
  public init(
    users: [CustomerState: Int] = [:], guests: Int = 0, openAttempts: Int = 0,
    oldestOpenAttempt: WallTime? = nil, pendingUpdates: Int = 0, openReviews: Int = 0
  ) {
    self.users = users
    self.guests = guests
    self.openAttempts = openAttempts
    self.oldestOpenAttempt = oldestOpenAttempt
    self.pendingUpdates = pendingUpdates
    self.openReviews = openReviews
  }
}
