/// Somebody who paid without an account; the id is ours.
///
/// 1 to 64 bytes; see `OpaqueID` for the alphabet.
public struct GuestID: OpaqueID {
  /// The field's name in the wire contract.
  public static let field = "guestId"
  /// The greatest length in bytes.
  public static let maximumLength = 64

  /// The identifier as given.
  public let rawValue: String

  /// Takes a string that was checked already.
  public init(unchecked: String) { rawValue = unchecked }
}
