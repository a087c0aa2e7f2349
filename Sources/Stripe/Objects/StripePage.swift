/// One page of a list.
public struct StripePage<Item: Sendable>: Sendable {
  /// The objects, newest first.
  public var items: [Item]
  /// Whether another page follows.
  public var hasMore: Bool
}

extension StripePage: Equatable where Item: Equatable {}

extension StripePage: Decodable where Item: Decodable {
  private enum CodingKeys: String, CodingKey {
    case object, data
    case hasMore = "has_more"
  }

  /// Reads a page; throws when one item cannot be read, since a gap must not pass for absence, and
  /// when an empty page announces more, since there is no way on from it.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    try values.requireObject("list", at: .object)
    items = try values.decode([Item].self, forKey: .data)
    hasMore = try values.decode(Bool.self, forKey: .hasMore)
    guard !(items.isEmpty && hasMore) else {
      throw DecodingError.dataCorruptedError(
        forKey: .data, in: values, debugDescription: "an empty page with more to come")
    }
  }
}

extension StripePage: StripeObject where Item: StripeObject {
  func belongs(to mode: StripeMode) -> Bool { items.allSatisfy { $0.belongs(to: mode) } }
}
