public import CustomerModel

/// A sign-up as the auth service publishes it (AUTH_USER_SIGNED_UP).
///
/// Reads lowerCamelCase and snake_case names, ignores others, and writes lowerCamelCase. The texts
/// are carried as published: what an address or a name must be is the daemon's rule.
public struct UserSignedUp: Hashable, Sendable {
  /// The user who signed up.
  public var id: UserID
  /// The e-mail address as given.
  public var email: String?
  /// The name as given.
  public var name: String?
  /// Whether the platform has proof that the address belongs to the user.
  public var emailVerified: Bool
  /// Whether the sign-up is anonymous; such a user gets no customer.
  public var isAnonymous: Bool
  /// How the user signed up, such as `password`; carried, not sent to the daemon.
  public var signupMethod: String?
  /// When the user signed up, as published; carried, not sent to the daemon.
  public var signedUpAt: String?

  /// Makes an event.
  public init(
    id: UserID, email: String? = nil, name: String? = nil, emailVerified: Bool = false,
    isAnonymous: Bool = false, signupMethod: String? = nil, signedUpAt: String? = nil
  ) {
    self.id = id
    self.email = email
    self.name = name
    self.emailVerified = emailVerified
    self.isAnonymous = isAnonymous
    self.signupMethod = signupMethod
    self.signedUpAt = signedUpAt
  }
}
