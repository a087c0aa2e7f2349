import Testing

@Suite("what the command ends with", .timeLimit(.minutes(1)))
struct ExitStatusTests {
  private let nobody = ["--socket", "/nonexistent/ops.sock", "--timeout", "0.2"]

  @Test(
    "without a daemon it says so and ends with 69",
    arguments: [["status"], ["get", "u-1"], ["find-user", "cus_1"], ["call", "rpc.version"]])
  func unavailable(command: [String]) async throws {
    let ended = try await ControlProcess(command + nobody)
    #expect(ended.status == 69)
    #expect(ended.output.isEmpty)
    #expect(ended.errors.hasPrefix("error: cannot reach the daemon"))
    #expect(ended.errors.contains("/nonexistent/ops.sock"))
  }

  @Test("an event fed without a daemon is counted as failed")
  func feed() async throws {
    let ended = try await ControlProcess(["signup"] + nobody, input: #"{"id":"u-1"}"# + "\n")
    #expect(ended.status == 69)
    #expect(ended.output.contains("failed    1"))
  }

  @Test("bad input ends with 65, a missing file with 66, a bad command line with 64")
  func input() async throws {
    #expect(try await ControlProcess(["update", "u-1"] + nobody, input: "[]").status == 65)
    #expect(try await ControlProcess(["call", "GetUser", "{"] + nobody).status == 65)
    #expect(
      try await ControlProcess(["signup", "--from-file", "/nonexistent"] + nobody).status == 66)
    #expect(try await ControlProcess(["status", "--timeout", "0"]).status == 64)
    #expect(try await ControlProcess(["nonsense"]).status == 64)
  }

  @Test("the help names the exit codes")
  func help() async throws {
    let ended = try await ControlProcess(["--help"])
    #expect(ended.status == 0)
    #expect(ended.output.contains("69 the daemon cannot be reached"))
  }
}
