import AuthBilling
import Testing

@Suite("the service", .timeLimit(.minutes(1)))
struct ServiceTests {
  @Test("it delivers a stream of sign-ups in order and ends with it")
  func stream() async throws {
    let bench = try Bench()
    defer { bench.end() }
    let client = bench.client()
    defer { client.shutdown() }
    try await bench.daemon.serve(on: bench.socket) {
      let (events, continuation) = AsyncStream.makeStream(of: UserSignedUp.self)
      for user in ["u-1", "u-2", "u-3"] { continuation.yield(try bench.user(user)) }
      continuation.finish()
      await AuthBillingService(client: client).run(over: events)
    }
    #expect(bench.daemon.told == ["+u-1", "+u-2", "+u-3"])
  }
}
