import JSONRPC
import JSONRPCTransport
import Testing

@Suite("the socket client", .timeLimit(.minutes(1)))
struct SocketClientTests {
  private let directory: TemporaryDirectory
  private let ops: SocketPath
  private let service = TestService()

  init() throws {
    directory = try TemporaryDirectory()
    ops = try directory.socket("ops")
  }

  private var listeners: [Listener] { [Listener(role: .ops, source: .path(ops))] }
  private let params = JSONText(trusted: Array(#"{"a":1}"#.utf8))

  private func client(jitter: Double = 0) -> SocketClient {
    SocketClient(path: ops) { jitter }
  }

  private func failure(
    of body: () async throws(RPCError) -> JSONText
  ) async -> RPCError? {
    do throws(RPCError) {
      _ = try await body()
      return nil
    } catch {
      return error
    }
  }

  @Test("calls and results are values of the method")
  func call() async throws {
    defer { directory.remove() }
    let client = client()
    defer { client.shutdown() }
    try await RunningServer.with(listeners, service) {
      let reply1 = try await client.call(TestMethods.Say.self, params)
      #expect(reply1 == params)
      let reply2 = try await client.call(TestMethods.SayLater.self, params)
      #expect(reply2 == params)
    }
  }

  @Test("hundreds of calls share the one connection, more than may be in flight")
  func multiplexing() async throws {
    defer { directory.remove() }
    var limits = Limits()
    limits.connections = 1
    let client = client()
    defer { client.shutdown() }
    try await RunningServer.with(listeners, service, limits: limits) {
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<300 {
          group.addTask {
            let params = JSONText(trusted: Array(#"{"n":\#(number)}"#.utf8))
            let reply3 = try await client.call(TestMethods.SayLater.self, params)
            #expect(reply3 == params)
          }
        }
        try await group.waitForAll()
      }
    }
  }

  @Test("a request that is too large is not sent, and costs no other call its connection")
  func requestTooLarge() async throws {
    defer { directory.remove() }
    let client = client()
    defer { client.shutdown() }
    try await RunningServer.with(listeners, service) {
      async let held = failure { () async throws(RPCError) in
        try await client.call(TestMethods.Hold.self, params, timeout: .milliseconds(500))
      }
      await service.nextHeld()
      let large = Array(#"{"a":""#.utf8) + Array(repeating: UInt8(ascii: "x"), count: 1 << 20)
      let error = await failure { () async throws(RPCError) in
        try await client.call(TestMethods.Say.self, JSONText(trusted: large + Array(#""}"#.utf8)))
      }
      #expect(error?.reason == .requestTooLarge)
      #expect(error?.executed == .no)
      #expect(await held?.status == .deadlineExceeded)
    }
    #expect(service.count == 0)
  }

  @Test("an error of the server arrives whole")
  func serverError() async throws {
    defer { directory.remove() }
    let client = client()
    defer { client.shutdown() }
    service.refuse(with: [.notFound("cannot find it")])
    try await RunningServer.with(listeners, service) {
      let error = await failure { () async throws(RPCError) in
        try await client.call(TestMethods.Say.self, params)
      }
      #expect(error?.status == .notFound)
      #expect(error?.message == "cannot find it")
    }
  }

  @Test("a missing daemon is named by its path, after a few attempts")
  func unreachable() async {
    defer { directory.remove() }
    let client = client()
    defer { client.shutdown() }
    let error = await failure { () async throws(RPCError) in
      try await client.call(TestMethods.Say.self, params)
    }
    #expect(error?.status == .unavailable)
    #expect(error?.reason == .daemonUnreachable)
    #expect(error?.executed == .no)
    #expect(error?.message.contains(ops.description) == true)
  }

  @Test("a call that waits for a daemon ends at its deadline, and says what it waited for")
  func unreachableUntilDeadline() async {
    defer { directory.remove() }
    let client = client(jitter: 1)
    defer { client.shutdown() }
    let error = await failure { () async throws(RPCError) in
      try await client.call(TestMethods.Say.self, params, timeout: .milliseconds(60))
    }
    #expect(error?.reason == .daemonUnreachable)
  }

  @Test("a call ends at its deadline")
  func deadline() async throws {
    defer { directory.remove() }
    let client = client()
    defer { client.shutdown() }
    try await RunningServer.with(listeners, service) {
      let error = await failure { () async throws(RPCError) in
        try await client.call(TestMethods.Hold.self, params, timeout: .milliseconds(60))
      }
      #expect(error?.status == .deadlineExceeded)
    }
  }

  @Test("cancelling the task cancels the call at the server")
  func cancel() async throws {
    defer { directory.remove() }
    let client = client()
    defer { client.shutdown() }
    try await RunningServer.with(listeners, service) {
      let error = await withTaskGroup(of: RPCError?.self) { group in
        group.addTask {
          await failure { () async throws(RPCError) in
            try await client.call(TestMethods.Hold.self, params)
          }
        }
        await service.nextHeld()
        group.cancelAll()
        return await group.next() ?? nil
      }
      #expect(error?.status == .cancelled)
      await service.nextReleased()
      let reply4 = try await client.call(TestMethods.Say.self, params)
      #expect(reply4 == params)
    }
  }

  @Test("after a restart of the server the client connects again")
  func restart() async throws {
    defer { directory.remove() }
    let client = client()
    defer { client.shutdown() }
    for _ in 0..<3 {
      try await RunningServer.with(listeners, service) {
        let reply5 = try await client.call(TestMethods.Say.self, params)
        #expect(reply5 == params)
      }
    }
  }

  @Test("a refusal with a time to wait is tried again, five times at most")
  func retries() async throws {
    defer { directory.remove() }
    let client = client()
    defer { client.shutdown() }
    let refusal = RPCError.resourceExhausted(
      "cannot now", reason: .tooManyCalls, retryAfter: .milliseconds(1))
    try await RunningServer.with(listeners, service) {
      service.refuse(with: Array(repeating: refusal, count: 4))
      let reply6 = try await client.call(TestMethods.Say.self, params)
      #expect(reply6 == params)
      #expect(service.count == 5)
      service.refuse(with: Array(repeating: refusal, count: 6))
      let error = await failure { () async throws(RPCError) in
        try await client.call(TestMethods.Say.self, params)
      }
      #expect(error?.reason == .tooManyCalls)
      #expect(service.count == 10)
    }
  }

  @Test(
    "what must not be sent again is not",
    arguments: [
      RPCError.internal(),
      .notFound("cannot find it"),
      .resourceExhausted("cannot ever", reason: .tooManyCalls),
    ])
  func noRetry(refusal: RPCError) async throws {
    defer { directory.remove() }
    let client = client()
    defer { client.shutdown() }
    try await RunningServer.with(listeners, service) {
      service.refuse(with: [refusal])
      let error = await failure { () async throws(RPCError) in
        try await client.call(TestMethods.Say.self, params)
      }
      #expect(error?.reason == refusal.reason)
      #expect(service.count == 1)
    }
  }

  @Test(
    "after a lost connection only what is safe to send twice is sent again",
    arguments: [(true, 5), (false, 1)])
  func lostConnection(isRepeatable: Bool, attempts: Int) async throws {
    defer { directory.remove() }
    let client = client()
    defer { client.shutdown() }
    let server = HangUpServer()
    try await server.serve(ops) {
      let error = await failure { () async throws(RPCError) in
        try await client.call(
          method: TestMethods.Say.name, params: params, timeout: .seconds(20),
          isRepeatable: isRepeatable)
      }
      #expect(error?.reason == .connectionLost)
      #expect(error?.executed == .unknown)
    }
    #expect(server.count == attempts)
  }

  @Test("after a shutdown every call fails at once")
  func shutdown() async {
    defer { directory.remove() }
    let client = client()
    client.shutdown()
    let error = await failure { () async throws(RPCError) in
      try await client.call(TestMethods.Say.self, params)
    }
    #expect(error?.reason == .clientClosed)
  }
}
