/// Carries one HTTP exchange: libcurl in the program, a simulation in tests.
public protocol HTTPTransport: Sendable {
  /// Sends a request and answers with the complete response, whatever its status.
  ///
  /// Throws `.notSent` when no byte of the request can have reached the server, `.outcomeUnknown` when
  /// one may have, `.cancelled` when the task was cancelled, at whatever point.
  func send(_ request: HTTPRequest) async throws(HTTPTransportError) -> HTTPResponse
}
