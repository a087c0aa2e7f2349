/// A Stripe customer: opaque, though `cus_` is today's shape.
///
/// 1 to 255 bytes; see `OpaqueID` for the alphabet.
public struct CustomerID: OpaqueID {
  /// The field's name in the wire contract.
  public static let field = "customerId"
  /// The greatest length in bytes.
  public static let maximumLength = 255

  /// The identifier as given.
  public let rawValue: String

  /// Takes a string that was checked already.
  public init(unchecked: String) { rawValue = unchecked }
}
