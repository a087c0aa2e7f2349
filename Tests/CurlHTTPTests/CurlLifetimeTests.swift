import CurlHTTP
import Testing

@Suite("How exchanges and the transport end")
struct CurlLifetimeTests {
  @Test("Cancelling the task aborts the exchange and closes its connection")
  func cancels() async throws {
    try await Scene.run(script: { _ in .silence }) { scene in
      await withTaskGroup(of: Void.self) { group in
        group.addTask {
          await #expect(throws: HTTPTransportError.cancelled) { try await scene.get() }
        }
        await scene.server.next(.request)
        group.cancelAll()
      }
      await scene.server.next(.closed)
    }
  }

  @Test("A task that is cancelled already sends nothing")
  func cancelsEarly() async throws {
    try await Scene.run(script: { _ in answer() }) { scene in
      await withTaskGroup(of: Void.self) { group in
        group.cancelAll()
        group.addTask {
          await #expect(throws: HTTPTransportError.cancelled) { try await scene.get() }
        }
      }
      #expect(scene.server.requests.isEmpty)
    }
  }

  @Test("The transport is of use after a cancelled exchange")
  func survivesCancellation() async throws {
    try await Scene.run(script: { $0.hasPrefix("GET /hang") ? .silence : answer() }) { scene in
      await withTaskGroup(of: Void.self) { group in
        for _ in 0..<20 { group.addTask { _ = try? await scene.get("/hang") } }
        await scene.server.next(.request)
        group.cancelAll()
      }
      let response = try await scene.get()
      #expect(response.status == 200)
    }
  }

  @Test("Shutting down ends what is under way, refuses what comes, and may be done twice")
  func shutsDown() async throws {
    try await Scene.run(script: { _ in .silence }) { scene in
      await withTaskGroup(of: Void.self) { group in
        group.addTask {
          await #expect(throws: HTTPTransportError.outcomeUnknown(.shutDown)) {
            try await scene.get()
          }
        }
        await scene.server.next(.request)
        await scene.transport.shutdown()
      }
      await #expect(throws: HTTPTransportError.notSent(.shutDown)) { try await scene.get() }
      await scene.transport.shutdown()
    }
  }

  @Test("A transport that is dropped ends its thread and its connections")
  func endsWhenDropped() async throws {
    try await Scene.run(script: { _ in answer() }) { scene in
      var transport: CurlTransport? = try CurlTransport()
      _ = try await transport?.send(HTTPRequest(.get, scene.url()))
      transport = nil
      await scene.server.next(.closed)
    }
  }

  @Test("More exchanges than allowed are refused at once")
  func limitsExchanges() async throws {
    var limits = HTTPLimits()
    limits.exchanges = 1
    try await Scene.run(limits: limits, script: { _ in .silence }) { scene in
      await withTaskGroup(of: Void.self) { group in
        group.addTask { _ = try? await scene.get() }
        await scene.server.next(.request)
        await #expect(throws: HTTPTransportError.notSent(.tooManyExchanges)) {
          try await scene.get()
        }
        group.cancelAll()
      }
    }
  }
}
