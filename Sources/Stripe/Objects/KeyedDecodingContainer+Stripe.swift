extension KeyedDecodingContainer {
  /// Throws unless the field holds the word that names the expected kind of object.
  func requireObject(_ word: String, at key: Key) throws {
    guard try decode(String.self, forKey: key) == word else {
      throw DecodingError.dataCorruptedError(
        forKey: key, in: self, debugDescription: "another kind of object")
    }
  }

  /// Reads an id that can stand in a path.
  func decodeID<Object>(at key: Key) throws -> StripeID<Object> {
    try StripeID(decode(String.self, forKey: key))
  }
}
