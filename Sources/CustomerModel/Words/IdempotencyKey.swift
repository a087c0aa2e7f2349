/// What makes a repeated POST to Stripe one POST.
///
/// 1 to 255 bytes; see `OpaqueID` for the alphabet.
public struct IdempotencyKey: OpaqueID {
  /// The field's name in the wire contract.
  public static let field = "idempotencyKey"
  /// The greatest length in bytes.
  public static let maximumLength = 255

  /// The identifier as given.
  public let rawValue: String

  /// Takes a string that was checked already.
  public init(unchecked: String) { rawValue = unchecked }
}
