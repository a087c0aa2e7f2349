/// Tells this platform's customers from another's on the same Stripe account.
///
/// 1 to 32 bytes; see `OpaqueID` for the alphabet.
public struct LedgerNamespace: OpaqueID {
  /// The field's name in the wire contract.
  public static let field = "namespace"
  /// The greatest length in bytes.
  public static let maximumLength = 32

  /// The identifier as given.
  public let rawValue: String

  /// Takes a string that was checked already.
  public init(unchecked: String) { rawValue = unchecked }
}
