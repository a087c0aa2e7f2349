/// The account a key belongs to.
public struct StripeAccount: Sendable, Hashable {
  /// The id.
  public var id: StripeAccountID
}

extension StripeAccount: StripeObject {
  private enum CodingKeys: String, CodingKey {
    case id, object
  }

  /// An account is the same in both modes.
  func belongs(to mode: StripeMode) -> Bool { true }

  /// Reads an account; throws unless `object` is `account`.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    try values.requireObject("account", at: .object)
    id = try values.decodeID(at: .id)
  }
}
