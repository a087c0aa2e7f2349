import Glibc
import JSONRPC
import JSONRPCTransport
import NIOCore
import Testing

@Suite("listening sockets", .timeLimit(.minutes(1)))
struct ListenerTests {
  private let directory: TemporaryDirectory
  private let ops: SocketPath
  private let request =
    #"{"jsonrpc":"2.0","id":1,"method":"test.Echo/Say","params":{"a":1}}"# + "\n"

  init() throws {
    directory = try TemporaryDirectory()
    ops = try directory.socket("ops")
  }

  private func ask() async throws -> String {
    try await RawConnection.open(ops) { connection in
      try await connection.send(request)
      return try await connection.read(until: "\n")
    }
  }

  /// A bound socket, as a process leaves it behind or as systemd hands it over.
  private func boundSocket() throws -> Int32 {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    let result = try SocketAddress(unixDomainSocketPath: ops.description).withSockAddr {
      bind(descriptor, $0, socklen_t($1))
    }
    try #require(result == 0)
    return descriptor
  }

  @Test("a stale socket is replaced")
  func staleSocket() async throws {
    defer { directory.remove() }
    close(try boundSocket())
    let reply = try await RunningServer.with(
      [Listener(role: .ops, source: .path(ops))], TestService()
    ) { try await ask() }
    #expect(reply.contains("result"))
  }

  @Test("a second server on the same path is refused, and the first one goes on")
  func secondServer() async throws {
    defer { directory.remove() }
    let listener = Listener(role: .ops, source: .path(ops))
    try await RunningServer.with([listener], TestService()) {
      await #expect(throws: TransportError.self) {
        try await RunningServer.serverThatFails([listener])
      }
      let reply = try await ask()
      #expect(reply.contains("result"))
    }
  }

  @Test("a socket that another program serves without our lock is left alone")
  func foreignServer() async throws {
    defer { directory.remove() }
    let descriptor = try boundSocket()
    defer { close(descriptor) }
    try #require(listen(descriptor, 1) == 0)
    await #expect(throws: TransportError.self) {
      try await RunningServer.serverThatFails([Listener(role: .ops, source: .path(ops))])
    }
    #expect(access(ops.description, F_OK) == 0)
  }

  @Test("a file that is no socket is left alone")
  func ordinaryFile() async throws {
    defer { directory.remove() }
    close(open(ops.description, O_CREAT | O_WRONLY, 0o600))
    await #expect(throws: TransportError.self) {
      try await RunningServer.serverThatFails([Listener(role: .ops, source: .path(ops))])
    }
    #expect(access(ops.description, F_OK) == 0)
  }

  @Test("at exit, a socket that took the place of ours is left alone")
  func replacedSocket() async throws {
    defer { directory.remove() }
    try await RunningServer.with(
      [Listener(role: .ops, source: .path(ops))], TestService()
    ) {
      unlink(ops.description)
      close(try boundSocket())
    }
    #expect(access(ops.description, F_OK) == 0)
  }

  @Test("a missing directory is made with mode 0750")
  func missingDirectory() async throws {
    defer { directory.remove() }
    let inner = "\(directory.path)/run"
    let path = try SocketPath("\(inner)/ops.sock")
    try await RunningServer.with(
      [Listener(role: .ops, source: .path(path))], TestService()
    ) {
      var status = stat()
      #expect(stat(inner, &status) == 0)
      #expect(status.st_mode & 0o777 == 0o750)
    }
    unlink(path.description + ".lock")
    rmdir(inner)
  }

  @Test("an inherited listening socket is served")
  func inherited() async throws {
    defer { directory.remove() }
    let descriptor = try boundSocket()
    try #require(listen(descriptor, 8) == 0)
    let reply = try await RunningServer.with(
      [Listener(role: .ops, source: .inherited(descriptor: descriptor))], TestService()
    ) { try await ask() }
    #expect(reply.contains("result"))
    #expect(access(ops.description, F_OK) == 0)
  }

  @Test("an inherited descriptor that does not listen is refused")
  func inheritedNotListening() async throws {
    defer { directory.remove() }
    let descriptor = try boundSocket()
    defer { close(descriptor) }
    await #expect(throws: TransportError.self) {
      try await RunningServer.serverThatFails(
        [Listener(role: .ops, source: .inherited(descriptor: descriptor))])
    }
  }

  @Test("a path over 107 bytes is refused with its length")
  func longPath() {
    defer { directory.remove() }
    let path = "/tmp/" + String(repeating: "x", count: 103)
    #expect(throws: TransportError.self) { try SocketPath(path) }
    #expect(throws: Never.self) { try SocketPath(String(path.dropLast())) }
  }
}
