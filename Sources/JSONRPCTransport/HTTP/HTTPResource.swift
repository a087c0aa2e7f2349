/// One answer to a `GET` on the socket.
public struct HTTPResource: Sendable {
  /// The status code, 200 or 503 as a rule.
  public let status: Int
  /// The value of `Content-Type`.
  public let contentType: String
  /// The bytes of the body.
  public let body: [UInt8]

  /// Makes an answer.
  public init(status: Int = 200, contentType: String, body: [UInt8]) {
    self.status = status
    self.contentType = contentType
    self.body = body
  }
}
