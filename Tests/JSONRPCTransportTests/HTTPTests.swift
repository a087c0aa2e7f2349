import JSONRPC
import JSONRPCTransport
import Testing

@Suite("HTTP on the same socket", .timeLimit(.minutes(1)))
struct HTTPTests {
  private let directory: TemporaryDirectory
  private let ops: SocketPath

  init() throws {
    directory = try TemporaryDirectory()
    ops = try directory.socket("ops")
  }

  private let call =
    #"{"jsonrpc":"2.0","id":1,"method":"test.Echo/SayLater","params":{"a":1}}"#

  private func post(_ body: String, headers: String = "") -> String {
    "POST /any HTTP/1.1\r\nHost: x\r\nContent-Length: \(body.utf8.count)\r\n\(headers)\r\n\(body)"
  }

  private func ask(_ text: String, limits: Limits = Limits()) async throws -> String {
    defer { directory.remove() }
    let resources = HTTPResources([
      "/healthz": { HTTPResource(status: 503, contentType: "text/plain", body: Array("no".utf8)) }
    ])
    let listener = Listener(role: .ops, source: .path(ops))
    return try await RunningServer.with(
      [listener], TestService(), limits: limits, resources: resources
    ) {
      try await RawConnection.open(ops) { connection in
        try await connection.send(text)
        connection.finish()
        return try await connection.readAll()
      }
    }
  }

  @Test("a POST on any path carries a request and gets its reply")
  func post() async throws {
    let reply = try await ask(post(call))
    #expect(reply.hasPrefix("HTTP/1.1 200 OK\r\n"))
    #expect(reply.contains("content-type: application/json\r\n"))
    #expect(reply.contains(#""result":{"a":1}"#))
  }

  @Test("a connection is kept alive, and requests are answered in their order")
  func keepAlive() async throws {
    let second = call.replacing(#""id":1"#, with: #""id":2"#)
    let reply = try await ask("  \r\n" + post(call) + post(second))
    #expect(reply.split(separator: "HTTP/1.1 200 OK").count == 2)
    let first = try #require(reply.firstRange(of: #""id":1"#))
    let next = try #require(reply.firstRange(of: #""id":2"#))
    #expect(first.lowerBound < next.lowerBound)
  }

  @Test("the content type is ignored, and a batch is one document")
  func contentType() async throws {
    let batch = "[\(call),\(call.replacing(#""id":1"#, with: #""id":2"#))]"
    let reply = try await ask(post(batch, headers: "Content-Type: image/png\r\n"))
    #expect(reply.hasPrefix("HTTP/1.1 200 OK\r\n"))
    #expect(
      reply.hasSuffix(
        #"\r\n\r\n[{"jsonrpc":"2.0","id":1,"result":{"a":1}},"#.replacing("\\r\\n", with: "\r\n")
          + #"{"jsonrpc":"2.0","id":2,"result":{"a":1}}]"# + "\n"))
  }

  @Test("a client may name the whole URL")
  func absoluteTarget() async throws {
    let reply = try await ask("GET http://x/healthz?full=1 HTTP/1.1\r\nHost: x\r\n\r\n")
    #expect(reply.hasPrefix("HTTP/1.1 503 "))
  }

  @Test("a body that is no JSON is answered in JSON-RPC, with 200")
  func parseError() async throws {
    let reply = try await ask(post("nonsense"))
    #expect(reply.hasPrefix("HTTP/1.1 200 OK\r\n"))
    #expect(reply.contains("-32700"))
  }

  @Test("a notification gets an empty body")
  func notification() async throws {
    let reply = try await ask(
      post(#"{"jsonrpc":"2.0","method":"test.Echo/Say","params":{}}"#))
    #expect(reply.hasPrefix("HTTP/1.1 200 OK\r\n"))
    #expect(reply.contains("content-length: 0\r\n"))
  }

  @Test("a GET reads a resource with its own status")
  func resource() async throws {
    let reply = try await ask("GET /healthz?x=1 HTTP/1.1\r\nHost: x\r\n\r\n")
    #expect(reply.hasPrefix("HTTP/1.1 503 "))
    #expect(reply.hasSuffix("\r\n\r\nno"))
  }

  @Test(
    "faults of HTTP have their own status",
    arguments: [
      ("GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n", "405"),
      ("PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n", "405"),
      ("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9999\r\n\r\n", "413"),
      ("POST / HTTP/1.1\r\nHost: x\r\nOrigin: https://a\r\nContent-Length: 0\r\n\r\n", "403"),
      ("GET / NONSENSE\r\n\r\n", "400"),
    ])
  func faults(request: String, status: String) async throws {
    var limits = Limits()
    limits.requestBytes = 1000
    let reply = try await ask(request, limits: limits)
    #expect(reply.hasPrefix("HTTP/1.1 \(status) "))
  }

  @Test("a chunked body over the limit is refused before it is all there")
  func chunkedBodyTooLarge() async throws {
    var limits = Limits()
    limits.requestBytes = 1000
    let chunk = "400\r\n" + String(repeating: " ", count: 0x400) + "\r\n"
    let head = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
    let reply = try await ask(head + chunk, limits: limits)
    #expect(reply.hasPrefix("HTTP/1.1 413 "))
  }
}
