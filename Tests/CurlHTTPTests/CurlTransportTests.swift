import CurlHTTP
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

@Suite("What the transport sends and reads")
struct CurlTransportTests {
  @Test("A kept connection carries one exchange after the other")
  func keepsConnections() async throws {
    try await Scene.run(script: { _ in answer() }) { scene in
      for path in ["/a", "/b", "/c"] {
        let response = try await scene.get(path)
        #expect(response.status == 200)
      }
      #expect(scene.server.connections == 1)
      #expect(scene.server.requests.count == 3)
    }
  }

  @Test("A request arrives with its own fields and bytes and nothing else")
  func sendsExactly() async throws {
    try await Scene.run(script: { _ in answer() }) { scene in
      let request = HTTPRequest(
        .post, try scene.url("/v1/x?a[b]=c"),
        fields: ["X-One": "1", "X-Empty": "", "Content-Type": "text/plain", "Accept": "a/b"],
        body: Array("a=\0b".utf8))
      _ = try await scene.transport.send(request)
      let host = "127.0.0.1:\(scene.port)"
      #expect(
        scene.server.requests == [
          "POST /v1/x?a[b]=c HTTP/1.1\r\nHost: \(host)\r\nX-One: 1\r\nX-Empty:\r\n"
            + "Content-Type: text/plain\r\nAccept: a/b\r\nContent-Length: 4\r\n\r\na=\0b"
        ])
    }
  }

  @Test("A POST without a body and a DELETE are sent as such")
  func sendsOtherMethods() async throws {
    try await Scene.run(script: { _ in answer() }) { scene in
      _ = try await scene.transport.send(HTTPRequest(.post, scene.url("/p")))
      _ = try await scene.transport.send(HTTPRequest(.delete, scene.url("/d")))
      let requests = scene.server.requests
      #expect(requests.first?.hasPrefix("POST /p HTTP/1.1\r\n") == true)
      #expect(requests.first?.contains("Content-Length: 0\r\n") == true)
      #expect(requests.first?.contains("Content-Type") == false)
      #expect(requests.last?.hasPrefix("DELETE /d HTTP/1.1\r\n") == true)
    }
  }

  @Test("An answer's fields are found in any case, and interim answers and trailers left out")
  func readsFields() async throws {
    let text =
      "HTTP/1.1 103 Early Hints\r\nX-Early: 1\r\n\r\nHTTP/1.1 201 Created\r\nX-A:  b c \r\n"
      + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nX-Late: 1\r\n\r\n"
    try await Scene.run(script: { _ in .send(text) }) { scene in
      let response = try await scene.get()
      #expect(response.status == 201)
      #expect(response.body == Array("abc".utf8))
      #expect(response.fields["x-a"] == "b c")
      #expect(response.fields["X-Early"] == nil)
      #expect(response.fields["X-Late"] == nil)
    }
  }

  @Test("A redirect is an answer and is not followed")
  func doesNotFollow() async throws {
    try await Scene.run(script: { _ in
      answer("", status: "302 Found", fields: "Location: /elsewhere\r\n")
    }) { scene in
      let response = try await scene.get()
      #expect(response.status == 302)
      #expect(scene.server.requests.count == 1)
    }
  }

  @Test("A proxy named by the environment is ignored")
  func ignoresProxy() async throws {
    setenv("http_proxy", "http://127.0.0.1:1", 1)
    defer { unsetenv("http_proxy") }
    try await Scene.run(script: { _ in answer() }) { scene in
      let response = try await scene.get()
      #expect(response.status == 200)
    }
  }

  @Test("Many exchanges at once share the connections allowed")
  func limitsConnections() async throws {
    var limits = HTTPLimits()
    limits.connections = 4
    try await Scene.run(limits: limits, script: { _ in answer() }) { scene in
      try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<100 { group.addTask { try await scene.get().status } }
        for try await status in group { #expect(status == 200) }
      }
      #expect(scene.server.connections <= 4)
      #expect(scene.server.requests.count == 100)
    }
  }

  @Test(
    "A URL that requests may not be sent to is refused",
    arguments: [
      "http://example.com/", "http://127.0.0.2/", "http://localhost.example.com/",
      "http://127.0.0.1@example.com/", "https://user:secret@example.com/", "ftp://127.0.0.1/",
      "file:///etc/passwd", "example.com", "", "https://exa mple.com/", "https://a/\0",
      "http://127.0.0.1\\@example.com/",
    ])
  func refusesURL(_ text: String) {
    #expect(throws: HTTPTransportError.notSent(.urlRefused)) { try HTTPURL(text) }
  }

  @Test(
    "A URL of an encrypted or a loopback host is accepted",
    arguments: [
      "https://api.stripe.com/v1/customers?created[gte]=1", "http://127.0.0.1:80/",
      "http://localhost/", "http://[::1]:8080/x",
    ])
  func acceptsURL(_ text: String) throws {
    #expect(try HTTPURL(text).text == text)
  }

  @Test("A field that could smuggle in another, or a body without POST, is refused")
  func refusesMalformed() async throws {
    try await Scene.run(script: { _ in answer() }) { scene in
      let url = try scene.url()
      let requests = [
        HTTPRequest(.get, url, fields: ["X-A": "b\r\nX-C: d"]),
        HTTPRequest(.get, url, fields: ["X-A: b": "c"]), HTTPRequest(.get, url, body: [1]),
      ]
      for request in requests {
        await #expect(throws: HTTPTransportError.notSent(.malformedRequest)) {
          try await scene.transport.send(request)
        }
      }
      #expect(scene.server.connections == 0)
    }
  }
}
