import CurlHTTP
import StripeSandbox

/// A running sandbox and a client that talks HTTP to it.
struct Partner {
  let server: SandboxServer
  let transport: CurlTransport

  /// Runs a body against a sandbox that is gone when it returns.
  static func run<Result>(
    _ configuration: SandboxServer.Configuration = SandboxServer.Configuration(),
    limits: HTTPLimits = HTTPLimits(), _ body: (Partner) async throws -> Result
  ) async throws -> Result {
    let partner = Partner(
      server: try SandboxServer(configuration: configuration),
      transport: try CurlTransport(limits: limits))
    try await partner.server.start()
    do {
      let result = try await body(partner)
      try await partner.end()
      return result
    } catch {
      try await partner.end()
      throw error
    }
  }

  func post(_ path: String, _ form: String = "", key: String? = nil) async throws -> Answer {
    try await send(.post, path, form, key: key).0
  }

  func get(_ path: String) async throws -> Answer {
    try await send(.get, path).0
  }

  func send(
    _ method: HTTPMethod, _ path: String, _ body: String = "", key: String? = nil
  ) async throws -> (Answer, HTTPFields) {
    var fields: HTTPFields = ["Authorization": "Bearer sk_test_1"]
    if let key { fields.append("Idempotency-Key", key) }
    let url = try HTTPURL(server.baseURL + path)
    let response = try await transport.send(
      HTTPRequest(method, url, fields: fields, body: Array(body.utf8)))
    return (Answer(status: response.status, body: response.body), response.fields)
  }

  private func end() async throws {
    await transport.shutdown()
    try await server.shutdown()
  }
}
