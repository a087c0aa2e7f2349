/// Facts beside an error, in the shapes of google.rpc.
public enum ErrorDetail: Hashable, Sendable {
  /// google.rpc.BadRequest: the fields that are wrong.
  case badRequest([FieldViolation])
  /// google.rpc.ResourceInfo: the kind and the name of what the error is about.
  case resource(type: String, name: String)
  /// google.rpc.PreconditionFailure with one violation.
  case precondition(type: String, subject: String, description: String)
}
