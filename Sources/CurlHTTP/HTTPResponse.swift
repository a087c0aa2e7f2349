/// One complete answer: every byte the server announced has arrived.
public struct HTTPResponse: Sendable, Hashable {
  /// The status code, 200 to 599; redirects come as they are.
  public var status: Int
  /// The header fields of the final answer, trailers left out.
  public var fields: HTTPFields
  /// The body, within the transport's limit.
  public var body: [UInt8]

  /// Makes an answer, as simulated transports do.
  public init(status: Int, fields: HTTPFields = HTTPFields(), body: [UInt8] = []) {
    self.status = status
    self.fields = fields
    self.body = body
  }
}
