/// One field of a message, as its JSON form has it.
struct FieldSchema: Sendable, Hashable {
  /// What a field's value may be.
  enum Kind: Sendable, Hashable {
    case string
    case bool
    case int32
    /// JSON numbers and strings alike; written as a string.
    case int64
    case double
    /// An RFC 3339 text.
    case timestamp
    /// Field names in one text, with commas between.
    case fieldMask
    /// One of these words.
    case word([String])
    /// A message, by its full name.
    case message(String)
  }

  /// The lowerCamelCase name.
  let name: String
  /// The name in the `.proto`, which is accepted as well.
  let protoName: String
  /// What the value may be.
  let kind: Kind
  /// Whether there is an array of them.
  let isRepeated: Bool
}
