import JSONRPCTransport
import Testing

@Suite("what systemd says about inherited sockets")
struct InheritedSocketsTests {
  @Test("names and descriptors belong together in their order")
  func names() throws {
    let found = try InheritedSockets.parse(
      environment: ["LISTEN_PID": "42", "LISTEN_FDS": "2", "LISTEN_FDNAMES": "auth:ops"], pid: 42)
    #expect(found.map(\.name) == ["auth", "ops"])
    #expect(found.map(\.descriptor) == [3, 4])
  }

  @Test(
    "what is meant for nobody or another process is ignored",
    arguments: [
      [:], ["LISTEN_FDS": "1", "LISTEN_FDNAMES": "auth"],
      ["LISTEN_PID": "41", "LISTEN_FDS": "1", "LISTEN_FDNAMES": "auth"],
      ["LISTEN_PID": "42"], ["LISTEN_PID": "42", "LISTEN_FDS": "0"],
    ])
  func notForUs(environment: [String: String]) throws {
    #expect(try InheritedSockets.parse(environment: environment, pid: 42).isEmpty)
  }

  @Test(
    "what contradicts itself is refused",
    arguments: [
      ["LISTEN_PID": "me", "LISTEN_FDS": "1"],
      ["LISTEN_PID": "42", "LISTEN_FDS": "-1"],
      ["LISTEN_PID": "42", "LISTEN_FDS": "1000000", "LISTEN_FDNAMES": "auth"],
      ["LISTEN_PID": "42", "LISTEN_FDS": "2", "LISTEN_FDNAMES": "auth"],
      ["LISTEN_PID": "42", "LISTEN_FDS": "1"],
      ["LISTEN_PID": "42", "LISTEN_FDS": "2", "LISTEN_FDNAMES": "auth:"],
    ])
  func contradictions(environment: [String: String]) {
    #expect(throws: TransportError.self) {
      try InheritedSockets.parse(environment: environment, pid: 42)
    }
  }
}
