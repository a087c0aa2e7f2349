/// A registered user of the platform, as the auth service names them.
///
/// 1 to 128 bytes; see `OpaqueID` for the alphabet.
public struct UserID: OpaqueID {
  /// The field's name in the wire contract.
  public static let field = "userId"
  /// The greatest length in bytes.
  public static let maximumLength = 128

  /// The identifier as given.
  public let rawValue: String

  /// Takes a string that was checked already.
  public init(unchecked: String) { rawValue = unchecked }
}
