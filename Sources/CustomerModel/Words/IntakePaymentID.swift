/// One payment of the intake-payments service.
///
/// 1 to 128 bytes; see `OpaqueID` for the alphabet.
public struct IntakePaymentID: OpaqueID {
  /// The field's name in the wire contract.
  public static let field = "intakePaymentId"
  /// The greatest length in bytes.
  public static let maximumLength = 128

  /// The identifier as given.
  public let rawValue: String

  /// Takes a string that was checked already.
  public init(unchecked: String) { rawValue = unchecked }
}
