extension KeyedEncodingContainer<EventKey> {
  /// Writes a change: what is kept is left out, what is cleared is null.
  mutating func encode<Value: Encodable>(_ change: Change<Value>, forKey key: EventKey) throws {
    switch change {
    case .keep: return
    case .set(let value): try encode(value, forKey: key)
    case .clear: try encodeNil(forKey: key)
    }
  }
}
