/// One request, complete: nothing is added to it but what HTTP itself needs.
public struct HTTPRequest: Sendable {
  /// The method.
  public var method: HTTPMethod
  /// Where to.
  public var url: HTTPURL
  /// Header fields; a malformed one fails the request before it is sent.
  public var fields: HTTPFields
  /// The body, sent byte for byte; only with POST.
  public var body: [UInt8]
  /// How long the whole exchange may take; nil, or more than the transport allows, is the transport's
  /// own limit.
  public var timeout: Duration?

  /// Makes a request.
  public init(
    _ method: HTTPMethod, _ url: HTTPURL, fields: HTTPFields = HTTPFields(), body: [UInt8] = [],
    timeout: Duration? = nil
  ) {
    self.method = method
    self.url = url
    self.fields = fields
    self.body = body
    self.timeout = timeout
  }
}
