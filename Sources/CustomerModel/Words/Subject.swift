/// Whom a customer is made for.
public enum Subject: Hashable, Sendable {
  /// A registered user.
  case user(UserID)
  /// A guest at checkout.
  case guest(GuestID)

  /// The user, where the subject is one.
  public var userID: UserID? {
    if case .user(let id) = self { id } else { nil }
  }

  /// `user` or `guest`, as stored.
  public var kind: String {
    switch self {
    case .user: "user"
    case .guest: "guest"
    }
  }

  /// The id within its kind.
  public var id: String {
    switch self {
    case .user(let id): id.rawValue
    case .guest(let id): id.rawValue
    }
  }

  /// Reads back what `kind` and `id` stored; nil for anything else.
  public init?(kind: String, id: String) {
    switch kind {
    case "user": self = .user(UserID(unchecked: id))
    case "guest": self = .guest(GuestID(unchecked: id))
    default: return nil
    }
  }
}
