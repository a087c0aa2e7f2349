import JSONRPC
import JSONRPCTransport
import Testing

@Suite("hostile clients", .timeLimit(.minutes(1)))
struct HostileTests {
  private let directory: TemporaryDirectory
  private let auth: SocketPath
  private let ops: SocketPath
  private let service = TestService()

  init() throws {
    directory = try TemporaryDirectory()
    auth = try directory.socket("auth")
    ops = try directory.socket("ops")
  }

  private var listeners: [Listener] {
    [
      Listener(role: .auth, source: .path(auth)), Listener(role: .ops, source: .path(ops)),
    ]
  }

  private static let document = HTTPResources([
    "/large": {
      HTTPResource(contentType: "text/plain", body: Array(repeating: 0x61, count: 40_000))
    }
  ])

  private func ask(_ path: SocketPath, _ text: String) async throws -> String {
    try await RawConnection.open(path) { connection in
      try await connection.send(text)
      connection.finish()
      return try await connection.readAll()
    }
  }

  private func version(id: Int) -> String {
    #"{"jsonrpc":"2.0","id":\#(id),"method":"rpc.version"}"#
  }

  @Test("requests that are put off while replies wait are all answered, in order")
  func putOff() async throws {
    defer { directory.remove() }
    var limits = Limits()
    limits.waitingReplyBytes = 8 << 10
    try await RunningServer.with(listeners, service, limits: limits) {
      let reply = try await ask(auth, (1...3000).map(version).joined())
      let ids = reply.split(separator: "\n").compactMap { line in
        JSONObject(JSONText(trusted: Array(line.utf8)))?["id"]?.integer
      }
      #expect(ids == (1...3000).map(Int64.init))
    }
  }

  @Test("HTTP requests that are put off while answers wait are all answered")
  func putOffHTTP() async throws {
    defer { directory.remove() }
    let get = "GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n"
    try await RunningServer.with(listeners, service, resources: Self.document) {
      let reply = try await ask(auth, String(repeating: get, count: 300))
      #expect(reply.utf8.count > 300 * 40_000)
      #expect(reply.matches(of: /HTTP\/1.1 200 OK/).count == 300)
    }
  }

  @Test("one role cannot take the connections of the others")
  func roleLimit() async throws {
    defer { directory.remove() }
    var limits = Limits()
    limits.connectionsPerRole = 1
    try await RunningServer.with(listeners, service, limits: limits) {
      try await RawConnection.open(auth) { first in
        try await first.send(version(id: 1))
        _ = try await first.read(until: "\n")
        let refusal = try await RawConnection.open(auth) { try await $0.readAll() }
        #expect(refusal.contains("TOO_MANY_CONNECTIONS"))
        let answer = try await ask(ops, version(id: 2))
        #expect(answer.contains(#""result""#))
      }
    }
  }

  @Test("when all together hold too much, the large go and the small stay")
  func heldBytes() async throws {
    defer { directory.remove() }
    var limits = Limits()
    limits.heldBytes = 100_000
    let large = #"{"a":""# + String(repeating: "x", count: 90_000)
    try await RunningServer.with(listeners, service, limits: limits) {
      try await RawConnection.open(auth) { first in
        try await first.send(large)
        let refusal = try await RawConnection.open(auth) { second in
          try await second.send(large)
          return try await second.readAll()
        }
        #expect(refusal.isEmpty || refusal.contains("TOO_MANY_BYTES"))
        let small = try await ask(auth, version(id: 1))
        #expect(small.contains(#""result""#))
      }
    }
  }
}
