public import CustomerModel

/// That Stripe has still to be told of a subject's profile; one row a subject, latest wins.
public struct UpdateRecord: Hashable, Sendable {
  /// A difference as it was fixed before its first byte left.
  public struct Frozen: Hashable, Sendable {
    /// The profile version that the body brings Stripe to.
    public let version: Int
    /// The idempotency key of that version.
    public let key: IdempotencyKey
    /// The form-encoded body, byte for byte.
    public let body: [UInt8]
    /// The profile that Stripe holds once it is done.
    public let profile: Profile

    /// Fixes a difference.
    public init(version: Int, key: IdempotencyKey, body: [UInt8], profile: Profile) {
      self.version = version
      self.key = key
      self.body = body
      self.profile = profile
    }
  }

  /// Whose profile.
  public let subject: Subject
  /// The request under way; nil when none is. The next is fixed only after its outcome is known.
  public var frozen: Frozen?
  /// How many sends ended without settling it.
  public var tries: Int
  /// Not before this moment of our wall clock.
  public var nextTry: WallTime
  /// A stable word for what went wrong last; empty when nothing did.
  public var lastError: String
  /// Counts changes of the row, from 0.
  public var revision: Int

  /// Something to tell, due at once.
  public init(subject: Subject, at now: WallTime) {
    self.subject = subject
    frozen = nil
    tries = 0
    nextTry = now
    lastError = ""
    revision = 0
  }
}
