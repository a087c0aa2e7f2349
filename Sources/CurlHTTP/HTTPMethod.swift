/// The method of a request; only those this program sends.
public enum HTTPMethod: String, Sendable, Hashable {
  /// Reads, without a body.
  case get = "GET"
  /// Sends the body of the request.
  case post = "POST"
  /// Deletes, without a body.
  case delete = "DELETE"
}
