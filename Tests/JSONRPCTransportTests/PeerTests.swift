import Glibc
import JSONRPC
import JSONRPCTransport
import Testing

@Suite("who is at the other end", .timeLimit(.minutes(1)))
struct PeerTests {
  private let directory: TemporaryDirectory
  private let auth: SocketPath
  private let service = TestService()

  init() throws {
    directory = try TemporaryDirectory()
    auth = try directory.socket("auth")
  }

  private func ask(_ request: String) async throws -> String {
    try await RawConnection.open(auth) { connection in
      try await connection.send(request)
      connection.finish()
      return try await connection.readAll()
    }
  }

  /// Whether the kernel gives every process a number of its own (Linux 6.9).
  private static var kernelNumbersProcesses: Bool {
    var name = utsname()
    uname(&name)
    let release = withUnsafeBytes(of: &name.release) { String(decoding: $0, as: UTF8.self) }
    let version = release.split { !$0.isNumber }.prefix(2).compactMap { Int($0) }
    return version.count == 2 && (version[0], version[1]) >= (6, 9)
  }

  @Test("the kernel's word for the process reaches the handler, the same on every connection")
  func facts() async throws {
    defer { directory.remove() }
    let call = #"{"jsonrpc":"2.0","id":1,"method":"Introduce"}"#
    try await RunningServer.with([Listener(role: .auth, source: .path(auth))], service) {
      let first = try await ask(call)
      #expect(first.contains(#""uid":"\#(getuid())","pid":"\#(getpid())""#))
      #expect(first.contains(#""process":""#) == Self.kernelNumbersProcesses)
      let second = try await ask(call)
      #expect(first == second)
    }
  }

  @Test("a connection and a refused notification are logged with their peer")
  func logged() async throws {
    defer { directory.remove() }
    let log = RecordingLog()
    let notification = #"{"jsonrpc":"2.0","method":"Introduce"}"#
    try await RunningServer.with(
      [Listener(role: .auth, source: .path(auth))], service, logger: log.logger
    ) {
      let nothing = try await ask(notification)
      #expect(nothing.isEmpty)
    }
    let begun = try #require(log.lines.first { $0.hasPrefix("a connection begins") })
    #expect(begun.contains("connection=1 pid=\(getpid()) "))
    #expect(begun.contains("role=auth uid=\(getuid())"))
    let refused = try #require(log.lines.first { $0.hasPrefix("refused notifications") })
    #expect(refused.contains("count=1 pid=\(getpid()) "))
  }
}
