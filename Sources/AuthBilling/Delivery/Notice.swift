/// What the daemon is told: one line of the spool.
enum Notice: Hashable, Sendable, Codable {
  /// A user signed up.
  case signedUp(UserSignedUp)
  /// Something about a user changed.
  case updated(UserUpdated)
}
