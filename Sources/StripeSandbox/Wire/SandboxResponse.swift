/// One HTTP answer of the sandbox.
public struct SandboxResponse: Sendable, Equatable {
  /// The HTTP status.
  public var status: Int
  /// The header lines, without `Content-Length`, which the server adds.
  public var headers: [SandboxHeader]
  /// The body, JSON unless a fault put something else there.
  public var body: [UInt8]

  /// Makes an answer.
  public init(status: Int, headers: [SandboxHeader] = [], body: [UInt8]) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  init(status: Int, json: JSONText, headers: [SandboxHeader] = []) {
    self.init(status: status, headers: headers, body: Array(json.text.utf8))
  }
}
