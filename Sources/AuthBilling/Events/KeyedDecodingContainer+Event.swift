internal import CustomerModel

extension KeyedDecodingContainer<EventKey> {
  /// The value under the first spelling that is there; nil where it is absent or null.
  func value<Value: Decodable>(_ type: Value.Type, _ spellings: EventKey...) throws -> Value? {
    guard let key = spellings.first(where: { contains($0) }) else { return nil }
    return try decodeIfPresent(type, forKey: key)
  }

  /// A change: absent keeps, null clears, a value is set.
  func change<Value: Decodable & Hashable & Sendable>(_ key: EventKey) throws -> Change<Value> {
    guard contains(key) else { return .keep }
    return try decodeIfPresent(Value.self, forKey: key).map { .set($0) } ?? .clear
  }

  /// The user's id under `id`.
  func userID() throws -> UserID {
    let text = try decode(String.self, forKey: "id")
    do {
      return try UserID(text)
    } catch {
      throw DecodingError.dataCorruptedError(
        forKey: "id", in: self, debugDescription: "cannot use it as a user id")
    }
  }
}
