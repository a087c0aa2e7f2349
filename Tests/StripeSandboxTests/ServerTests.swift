import CurlHTTP
import StripeSandbox
import Testing

@Suite("the sandbox over HTTP")
struct ServerTests {
  @Test("a customer is made, read, listed and deleted over one kept connection")
  func roundTrip() async throws {
    try await Partner.run { partner async throws in
      let made = try await partner.post("/v1/customers", "email=a%40b.ch", key: "k")
      let id = try #require(made.text("id"))
      let (again, fields) = try await partner.send(
        .post, "/v1/customers", "email=a%40b.ch", key: "k")
      #expect(again.body == made.body && fields["Idempotent-Replayed"] == "true")
      #expect(fields["Date"]?.hasSuffix(" GMT") == true && fields["Request-Id"] != nil)
      #expect(try await partner.get("/v1/customers?email=a%40b.ch").column("id") == [id])
      #expect(try await partner.send(.delete, "/v1/customers/\(id)").0.flag("deleted") == true)
      #expect(partner.server.customers().map(\.deleted) == [true])
      #expect(partner.server.stats["POST /v1/customers"] == 2)
    }
  }

  @Test(
    "each fault looks on the wire like what it is",
    arguments: [
      (SandboxFault.replyLostAfterExecution, OutcomeUnknownReason.connectionLost),
      (.replyLostBeforeExecution, .connectionLost), (.executeLater, .connectionLost),
      (.reset(executed: true), .connectionLost), (.truncated, .truncated),
      (.endless, .tooLarge), (.oversized(bytes: 2 << 20), .tooLarge),
    ])
  func brokenAnswers(_ fault: SandboxFault, _ reason: OutcomeUnknownReason) async throws {
    try await Partner.run { partner async throws in
      partner.server.inject(FaultScript(fault, method: "POST"))
      await #expect(throws: HTTPTransportError.outcomeUnknown(reason)) {
        try await partner.post("/v1/customers", "name=A", key: "k")
      }
      partner.server.runDeferred()
      #expect(try await partner.post("/v1/customers", "name=A", key: "k").status == 200)
      #expect(partner.server.customers().count == 1)
    }
  }

  @Test("a slow answer runs into the deadline, and its key is in use meanwhile")
  func slow() async throws {
    var limits = HTTPLimits()
    limits.totalTimeout = .milliseconds(300)
    try await Partner.run(limits: limits) { partner async throws in
      partner.server.inject(FaultScript(.slow(milliseconds: 60_000)))
      await #expect(throws: HTTPTransportError.outcomeUnknown(.deadline)) {
        try await partner.post("/v1/customers", "", key: "k")
      }
      #expect(try await partner.post("/v1/customers", "", key: "k").status == 409)
    }
  }

  @Test("a slow answer that is waited for arrives, and frees its key")
  func slowEnough() async throws {
    try await Partner.run { partner async throws in
      partner.server.inject(FaultScript(.slow(milliseconds: 30)))
      let first = try await partner.post("/v1/customers", "", key: "k")
      #expect(first.status == 200)
      #expect(try await partner.post("/v1/customers", "", key: "k").body == first.body)
    }
  }

  @Test("down refuses, a redirect is only shown, and the clock moves by a control request")
  func downAndControl() async throws {
    try await Partner.run { partner async throws in
      partner.server.setDown(true)
      await #expect(throws: HTTPTransportError.outcomeUnknown(.connectionLost)) {
        try await partner.get("/v1/customers")
      }
      partner.server.setDown(false)
      partner.server.inject(FaultScript(.redirect(location: partner.server.baseURL)))
      #expect(try await partner.post("/v1/customers").status == 307)
      let before = partner.server.now
      let moved = try await partner.send(.post, "/_sandbox/clock", "{\"advance\":90000}").0
      #expect(moved.status == 200 && partner.server.now.seconds >= before.seconds + 90_000)
    }
  }

  @Test("a body over a mebibyte is refused")
  func largeBody() async throws {
    try await Partner.run { partner async throws in
      let name = String(repeating: "x", count: (1 << 20) + 1)
      #expect(try await partner.post("/v1/customers", name).status == 413)
      #expect(try await partner.get("/v1/customers").status == 200)
    }
  }

  @Test("many requests with one key at once make one customer")
  func concurrentKey() async throws {
    try await Partner.run { partner async throws in
      try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<20 {
          group.addTask { try await partner.post("/v1/customers", "name=A", key: "k").status }
        }
        for try await status in group { #expect(status == 200) }
      }
      #expect(partner.server.customers().count == 1)
    }
  }

  @Test("run serves until it is cancelled, and a second start is refused")
  func running() async throws {
    let server = try SandboxServer()
    try await server.start()
    await #expect(throws: SandboxError.alreadyStarted) { try await server.start() }
    await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await server.run() }
      group.cancelAll()
    }
    #expect(server.port == 0)
  }

  @Test("a port that is taken is an error, and the sandbox is gone then")
  func takenPort() async throws {
    try await Partner.run { partner async throws in
      let second = try SandboxServer(
        configuration: SandboxServer.Configuration(port: partner.server.port))
      await #expect(throws: (any Error).self) { try await second.start() }
      #expect(second.port == 0)
    }
  }
}
