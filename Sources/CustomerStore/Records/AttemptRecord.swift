public import CustomerModel

/// An attempt as a row: the state machine's state and when it is due.
public struct AttemptRecord: Hashable, Sendable {
  /// The state machine.
  public var attempt: Attempt
  /// How many sends ended without settling it.
  public var tries: Int
  /// Not before this moment of our wall clock; only a schedule.
  public var nextTry: WallTime
  /// A stable word for what went wrong last; empty when nothing did.
  public var lastError: String
  /// When it was begun.
  public let createdAt: WallTime
  /// Counts changes of the row, from 0: an update states which it read.
  public var revision: Int

  /// A fresh attempt, due at once.
  public init(attempt: Attempt, at now: WallTime) {
    self.attempt = attempt
    tries = 0
    nextTry = now
    lastError = ""
    createdAt = now
    revision = 0
  }

  /// A row as stored.
  public init(
    attempt: Attempt, tries: Int, nextTry: WallTime, lastError: String, createdAt: WallTime,
    revision: Int
  ) {
    self.attempt = attempt
    self.tries = tries
    self.nextTry = nextTry
    self.lastError = lastError
    self.createdAt = createdAt
    self.revision = revision
  }
}
