import Glibc
import JSONRPC
import JSONRPCTransport
import ServiceLifecycle
import Testing

@Suite("the socket server", .timeLimit(.minutes(1)))
struct SocketServerTests {
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

  private func request(_ method: String, id: Int = 1, params: String = #"{"a":1}"#) -> String {
    #"{"jsonrpc":"2.0","id":\#(id),"method":"test.Echo/\#(method)","params":\#(params)}"# + "\n"
  }

  private func ask(_ path: SocketPath, _ text: String) async throws -> String {
    try await RawConnection.open(path) { connection in
      try await connection.send(text)
      connection.finish()
      return try await connection.readAll()
    }
  }

  @Test("the socket decides the role of a caller")
  func roles() async throws {
    defer { directory.remove() }
    try await RunningServer.with(listeners, service) {
      let allowed = try await ask(ops, request("Guarded"))
      #expect(allowed == #"{"jsonrpc":"2.0","id":1,"result":{"a":1}}"# + "\n")
      let denied = try await ask(auth, request("Guarded"))
      #expect(denied.contains("PERMISSION_DENIED"))
    }
  }

  @Test("sockets have mode 0660, and are gone after the server")
  func modes() async throws {
    defer { directory.remove() }
    try await RunningServer.with(listeners, service) {
      var status = stat()
      #expect(lstat(auth.description, &status) == 0)
      #expect(status.st_mode & 0o777 == 0o660)
    }
    #expect(access(auth.description, F_OK) == -1)
  }

  @Test("after a half-close every complete request is still answered")
  func halfClose() async throws {
    defer { directory.remove() }
    let text = (1...20).map { request($0.isMultiple(of: 2) ? "Say" : "SayLater", id: $0) }.joined()
    try await RunningServer.with(listeners, service) {
      let reply = try await ask(auth, text)
      #expect(reply.split(separator: "\n").count == 20)
    }
  }

  @Test("64 connections are served at the same time")
  func concurrency() async throws {
    defer { directory.remove() }
    try await RunningServer.with(listeners, service) {
      try await withThrowingTaskGroup(of: String.self) { group in
        for _ in 0..<64 {
          group.addTask {
            try await ask(auth, (1...10).map { request("SayLater", id: $0) }.joined())
          }
        }
        for try await reply in group {
          #expect(reply.split(separator: "\n").count == 10)
        }
      }
    }
  }

  @Test("a call that outlives its deadline is cancelled and answered")
  func deadline() async throws {
    defer { directory.remove() }
    try await RunningServer.with(listeners, service) {
      let reply = try await ask(
        auth, request("Hold", params: #"{"_meta":{"timeoutMs":50}}"#))
      #expect(reply.contains("DEADLINE_EXCEEDED"))
    }
  }

  @Test("a deadline on the host's boot clock is kept, and one that is over is refused")
  func bootDeadline() async throws {
    defer { directory.remove() }
    try await RunningServer.with(listeners, service) {
      let now = BootClock.now().nanoseconds
      let late = try await ask(
        auth, request("Say", params: #"{"_meta":{"deadlineNs":\#(now - 1)}}"#))
      #expect(late.contains("DEADLINE_EXCEEDED"))
      #expect(service.count == 0)
      let held = try await ask(
        auth, request("Hold", params: #"{"_meta":{"deadlineNs":\#(now + 300_000_000)}}"#))
      #expect(held.contains("DEADLINE_EXCEEDED"))
    }
  }

  @Test("the end of a connection cancels its calls")
  func disconnect() async throws {
    defer { directory.remove() }
    try await RunningServer.with(listeners, service) {
      try await RawConnection.open(auth) { connection in
        try await connection.send(request("Hold"))
        await service.nextHeld()
      }
      await service.nextReleased()
    }
  }

  @Test("a request that is not completed in time ends the connection")
  func incompleteRequest() async throws {
    defer { directory.remove() }
    var limits = Limits()
    limits.incompleteRequest = .milliseconds(80)
    try await RunningServer.with(listeners, service, limits: limits) {
      try await RawConnection.open(auth) { connection in
        try await connection.send(#"{"jsonrpc":"2.0","#)
        let nothing = try await connection.readAll()
        #expect(nothing.isEmpty)
      }
    }
  }

  @Test("a reader that takes nothing is closed, and reading pauses before that")
  func stalledReader() async throws {
    defer { directory.remove() }
    var limits = Limits()
    limits.stalledReader = .milliseconds(200)
    limits.waitingReplyBytes = 64 << 10
    let filler = String(repeating: "x", count: 60_000)
    let call = request("Say", params: #"{"filler":"\#(filler)"}"#)
    try await RunningServer.with(listeners, service, limits: limits) {
      await #expect(throws: (any Error).self) {
        try await RawConnection.open(auth) { connection in
          // Writing fails once the server has closed; before that it waits for the server to read.
          while true { try await connection.send(call) }
        }
      }
    }
    #expect(service.count < 200)
  }

  @Test("a peer that talks on while it is refused can still read why")
  func refusedWhileTalking() async throws {
    defer { directory.remove() }
    let endless = "x" + String(repeating: "y", count: 8 << 20)
    try await RunningServer.with(listeners, service) {
      for _ in 1...5 {
        let reply = try await ask(auth, endless)
        #expect(reply.contains("MALFORMED_JSON"))
      }
    }
  }

  @Test("one connection too many gets one line and is closed")
  func connectionLimit() async throws {
    defer { directory.remove() }
    var limits = Limits()
    limits.connections = 1
    try await RunningServer.with(listeners, service, limits: limits) {
      try await RawConnection.open(auth) { first in
        try await first.send(request("Say"))
        _ = try await first.read(until: "\n")
        let refusal = try await RawConnection.open(ops) { try await $0.readAll() }
        #expect(refusal.contains("RESOURCE_EXHAUSTED"))
        #expect(refusal.hasSuffix("\n"))
      }
    }
  }

  @Test("a graceful shutdown answers what is under way and closes the idle")
  func drain() async throws {
    defer { directory.remove() }
    let call = request("Hold", params: #"{"_meta":{"timeoutMs":150}}"#)
    try await RunningServer.run(listeners, service, Limits(), HTTPResources()) {
      [auth, service] group in
      try await RawConnection.open(auth) { busy in
        try await busy.send(call)
        await service.nextHeld()
        try await RawConnection.open(auth) { idle in
          await group.triggerGracefulShutdown()
          let nothing = try await idle.readAll()
          #expect(nothing.isEmpty)
          let answer = try await busy.readAll()
          #expect(answer.contains("DEADLINE_EXCEEDED"))
        }
      }
    }
  }
}
