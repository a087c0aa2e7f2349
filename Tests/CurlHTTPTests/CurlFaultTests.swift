import CurlHTTP
import Testing

@Suite("What the transport says of exchanges that fail")
struct CurlFaultTests {
  private static func limits(_ change: (inout HTTPLimits) -> Void) -> HTTPLimits {
    var limits = HTTPLimits()
    change(&limits)
    return limits
  }

  private static let tooLong = String(repeating: "x", count: 1_048_577)

  /// Answers that are no complete answer, with what each is.
  private static let faults: [(RawServer.Answer, OutcomeUnknownReason)] = [
    (.sendAndClose("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"), .truncated),
    (.sendAndClose("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nabc"), .truncated),
    (.send("HTTP/1.1 200 OK\r\nContent-Length: 1048577\r\n\r\n"), .tooLarge),
    (.sendAndClose("HTTP/1.1 200 OK\r\n\r\n" + tooLong), .tooLarge),
    (
      .send("HTTP/1.1 200 OK\r\n" + String(repeating: "X-Y: zzzzzzzzzz\r\n", count: 5_000)),
      .tooLarge
    ),
    (.reset, .connectionLost),
    (.sendAndClose(""), .connectionLost),
    (.sendAndClose("HTTP/1.1 200 OK\r\nContent-"), .truncated),
  ]

  @Test("An answer that is cut, too large or missing leaves the outcome unknown")
  func tellsFaults() async throws {
    for (fault, reason) in Self.faults {
      try await Scene.run(script: { _ in fault }) { scene in
        await #expect(throws: HTTPTransportError.outcomeUnknown(reason), "\(reason)") {
          try await scene.get()
        }
        #expect(scene.server.requests.count == 1)
      }
    }
  }

  @Test("An answer that is not HTTP leaves the outcome unknown")
  func tellsGarbage() async throws {
    try await Scene.run(script: { _ in .sendAndClose("garbage\r\n\r\n") }) { scene in
      let error = await #expect(throws: HTTPTransportError.self) { try await scene.get() }
      guard case .outcomeUnknown(.protocolError) = error else {
        Issue.record("unexpected: \(String(describing: error))")
        return
      }
    }
  }

  @Test("A POST is never sent twice, a GET is when its kept connection was lost")
  func sendsOnce() async throws {
    try await Scene.run(script: { $0.contains("/lost") ? .reset : answer() }) { scene in
      _ = try await scene.get("/first")
      await #expect(throws: HTTPTransportError.outcomeUnknown(.connectionLost)) {
        try await scene.transport.send(HTTPRequest(.post, scene.url("/lost")))
      }
      #expect(scene.server.requests.count == 2)
      _ = try await scene.get("/second")
      await #expect(throws: HTTPTransportError.outcomeUnknown(.connectionLost)) {
        try await scene.get("/lost")
      }
      #expect(scene.server.requests.count == 5)
    }
  }

  @Test("A body of exactly the limit is read")
  func readsLargest() async throws {
    try await Scene.run(script: { _ in answer(String(Self.tooLong.dropLast())) }) { scene in
      let response = try await scene.get()
      #expect(response.body.count == 1_048_576)
    }
  }

  @Test("A server that never answers runs into the deadline, with the outcome unknown")
  func keepsDeadline() async throws {
    try await Scene.run(script: { _ in .silence }) { scene in
      await #expect(throws: HTTPTransportError.outcomeUnknown(.deadline)) {
        try await scene.get(timeout: .milliseconds(100))
      }
    }
  }

  @Test("The transport's own limit holds where a request asks for more time")
  func boundsDeadline() async throws {
    let limits = Self.limits { $0.totalTimeout = .milliseconds(100) }
    try await Scene.run(limits: limits, script: { _ in .silence }) { scene in
      await #expect(throws: HTTPTransportError.outcomeUnknown(.deadline)) {
        try await scene.get(timeout: .seconds(600))
      }
    }
  }

  @Test("Where nobody listens, nothing was sent")
  func tellsRefusal() async throws {
    var port = 0
    try await Scene.run(script: { _ in .silence }) { port = $0.port }
    let transport = try CurlTransport()
    let request = HTTPRequest(.get, try HTTPURL("http://127.0.0.1:\(port)/"))
    await #expect(throws: HTTPTransportError.notSent(.cannotConnect)) {
      try await transport.send(request)
    }
    await transport.shutdown()
  }

  @Test("Where no encrypted connection comes about, nothing was sent")
  func tellsNoTLS() async throws {
    try await Scene.run(script: { _ in .send("HTTP/1.1 200 OK\r\n\r\n") }) { scene in
      let request = HTTPRequest(.get, try scene.url(scheme: "https"))
      await #expect(throws: HTTPTransportError.notSent(.cannotSecure)) {
        try await scene.transport.send(request)
      }
    }
  }

  @Test("Where the deadline passes before a connection is ready, nothing was sent")
  func tellsSlowConnect() async throws {
    let limits = Self.limits { $0.connectTimeout = .milliseconds(100) }
    try await Scene.run(limits: limits, script: { _ in .silence }) { scene in
      let request = HTTPRequest(.get, try scene.url(scheme: "https"))
      await #expect(throws: HTTPTransportError.notSent(.deadline)) {
        try await scene.transport.send(request)
      }
    }
  }

  @Test("An exchange that waited for a connection until its deadline was not sent")
  func tellsWaiting() async throws {
    let limits = Self.limits { $0.connections = 1 }
    try await Scene.run(limits: limits, script: { _ in .silence }) { scene in
      await withTaskGroup(of: Void.self) { group in
        group.addTask { _ = try? await scene.get("/first") }
        await scene.server.next(.request)
        await #expect(throws: HTTPTransportError.notSent(.deadline)) {
          try await scene.get("/second", timeout: .milliseconds(100))
        }
        group.cancelAll()
      }
    }
  }

  @Test("Errors hold nothing of the request")
  func keepsSecrets() async throws {
    try await Scene.run(script: { _ in .reset }) { scene in
      let request = HTTPRequest(
        .post, try scene.url("/secret-path"), fields: ["Authorization": "Bearer secret"],
        body: Array("secret".utf8))
      let error = await #expect(throws: HTTPTransportError.self) {
        try await scene.transport.send(request)
      }
      #expect(!String(reflecting: error).contains("secret"))
    }
  }
}
