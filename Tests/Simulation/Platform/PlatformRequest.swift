/// Something that the platform asks of the daemon; users, guests and payments by number.
enum PlatformRequest: Sendable {
  /// The auth service tells of a user.
  case signUp(user: Int, verified: Bool, waits: Bool)
  /// A user changes their name; every name is given once.
  case rename(user: Int, name: String)
  /// A registered user pays.
  case pay(user: Int, payment: Int)
  /// Somebody without an account pays.
  case checkOut(guest: Int, payment: Int)
}
