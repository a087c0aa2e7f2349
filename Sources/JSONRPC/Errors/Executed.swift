/// Whether the call had an effect before it failed.
public enum Executed: String, Sendable {
  /// Nothing was done; sending it again is safe.
  case no
  /// The effect is there although the reply is an error.
  case yes
  /// It cannot be told.
  case unknown
}
