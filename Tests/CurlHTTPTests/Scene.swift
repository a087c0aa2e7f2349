import CurlHTTP
import NIOCore

/// A transport and a server to send to, both ended when the test is.
struct Scene {
  let transport: CurlTransport
  let server: RawServer
  let port: Int

  func url(_ path: String = "/", scheme: String = "http") throws -> HTTPURL {
    try HTTPURL("\(scheme)://127.0.0.1:\(port)\(path)")
  }

  func get(_ path: String = "/", timeout: Duration? = nil) async throws -> HTTPResponse {
    try await transport.send(HTTPRequest(.get, url(path), timeout: timeout))
  }

  static func run(
    limits: HTTPLimits = HTTPLimits(), script: @escaping @Sendable (String) -> RawServer.Answer,
    _ body: (Scene) async throws -> Void
  ) async throws {
    let server = RawServer(script: script)
    let channel = try await server.bind()
    let transport = try CurlTransport(limits: limits)
    do {
      let port = channel.localAddress?.port ?? 0
      try await body(Scene(transport: transport, server: server, port: port))
    } catch {
      await transport.shutdown()
      try? await channel.close()
      throw error
    }
    await transport.shutdown()
    try await channel.close()
  }
}

/// An answer with a length.
func answer(
  _ body: String = "ok", status: String = "200 OK", fields: String = ""
) -> RawServer.Answer {
  .send("HTTP/1.1 \(status)\r\n\(fields)Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
}
