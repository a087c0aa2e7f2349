/// One HTTP request as the sandbox's core sees it.
public struct SandboxRequest: Sendable {
  /// The method in capitals, such as `POST`.
  public let method: String
  /// The path without its query.
  public let path: String
  /// The query without its question mark; empty when there is none.
  public let query: String
  /// The header lines in the order received.
  public let headers: [SandboxHeader]
  /// The body as received.
  public let body: [UInt8]

  /// Makes a request from its target (`/v1/customers?limit=3`), splitting the query off.
  public init(
    method: String, target: String, headers: [SandboxHeader] = [], body: [UInt8] = []
  ) {
    let halves = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    self.method = method
    self.path = String(halves[0])
    self.query = halves.count > 1 ? String(halves[1]) : ""
    self.headers = headers
    self.body = body
  }
}
