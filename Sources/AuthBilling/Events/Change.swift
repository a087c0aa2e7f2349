/// What becomes of one field: absent is not null.
public enum Change<Value: Hashable & Sendable>: Hashable, Sendable {
  /// The field stays as it is.
  case keep
  /// The field gets this value.
  case set(Value)
  /// The field is emptied.
  case clear
}
