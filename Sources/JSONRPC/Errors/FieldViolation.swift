/// One field of a request and what is wrong with it (google.rpc.BadRequest.FieldViolation).
public struct FieldViolation: Hashable, Sendable {
  /// Path of the field in the params, such as `address.country`.
  public let field: String
  /// What is wrong, for people, without the offending value.
  public let description: String

  /// Makes a violation.
  public init(field: String, description: String) {
    self.field = field
    self.description = description
  }
}
