/// What a caller wants changed: given fields are set, named fields are cleared, the rest stays.
///
/// Absent is not null: a field that is neither given nor named in `cleared` is left alone.
public struct ProfileChange: Hashable, Sendable {
  /// New values; an absent field is not changed.
  public let given: Profile
  /// Fields to empty.
  public let cleared: Set<ProfileField>

  /// Gathers a change; a field both given and cleared is set.
  public init(given: Profile, cleared: Set<ProfileField> = []) {
    self.given = given
    self.cleared = cleared
  }

  /// The profile with this change made.
  public func applied(to profile: Profile) -> Profile {
    var result = profile.without(cleared)
    if let email = given.email { result.email = email }
    if let name = given.name { result.name = name }
    if let phone = given.phone { result.phone = phone }
    if let address = given.address { result.address = address }
    return result
  }
}
