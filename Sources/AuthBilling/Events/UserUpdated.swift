public import CustomerModel

/// What changed about a user.
///
/// In JSON an absent field is kept, and one that is null is cleared.
public struct UserUpdated: Hashable, Sendable {
  /// The user.
  public var id: UserID
  /// What becomes of the e-mail address.
  public var email: Change<String>
  /// What becomes of the name.
  public var name: Change<String>
  /// What becomes of the phone number.
  public var phone: Change<String>
  /// What becomes of the postal address; the whole of it, its parts are not merged.
  public var address: Change<UserAddress>

  /// Makes an event; what is not given is kept.
  public init(
    id: UserID, email: Change<String> = .keep, name: Change<String> = .keep,
    phone: Change<String> = .keep, address: Change<UserAddress> = .keep
  ) {
    self.id = id
    self.email = email
    self.name = name
    self.phone = phone
    self.address = address
  }

  /// Whether nothing changed.
  public var isEmpty: Bool {
    email == .keep && name == .keep && phone == .keep && address == .keep
  }
}
