import Foundation
import StripeSandbox
import Testing

@Suite("the journal")
struct RestartTests {
  private static func withJournal(
    _ body: (SandboxServer.Configuration) async throws -> Void
  ) async throws {
    let path = NSTemporaryDirectory() + "/sandbox-\(UUID().uuidString).jsonl"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try await body(SandboxServer.Configuration(journalPath: path))
  }

  @Test("customers, keys and the clock survive a restart; the file is the owner's alone")
  func restart() async throws {
    try await Self.withJournal { configuration in
      let first = try await Partner.run(configuration) { partner async throws in
        partner.server.advanceClock(by: .seconds(3600))
        return try await partner.post("/v1/customers", "name=A", key: "k")
      }
      let path = try #require(configuration.journalPath)
      let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
      #expect((mode as? NSNumber)?.intValue == 0o600)
      try await Partner.run(configuration) { partner async throws in
        #expect(try await partner.post("/v1/customers", "name=A", key: "k").body == first.body)
        let other = try await partner.post("/v1/customers", "name=B", key: "k")
        #expect(other.text("error", "type") == "idempotency_error")
        #expect(partner.server.customers().map(\.id) == [first.text("id") ?? ""])
        #expect(partner.server.now.seconds >= SandboxInstant.wall().seconds + 3599)
        partner.server.advanceClock(by: .seconds(24 * 3600))
        #expect(try await partner.post("/v1/customers", "name=A", key: "k").status == 200)
        #expect(partner.server.customers().count == 2)
      }
    }
  }

  @Test("what was written down before a reply was lost is there after a restart")
  func lostReply() async throws {
    try await Self.withJournal { configuration in
      try await Partner.run(configuration) { partner async throws in
        partner.server.inject(FaultScript(.replyLostAfterExecution))
        _ = try? await partner.post("/v1/customers", "name=A", key: "k")
      }
      try await Partner.run(configuration) { partner async throws in
        #expect(partner.server.customers().count == 1)
        #expect(try await partner.post("/v1/customers", "name=A", key: "k").status == 200)
        #expect(partner.server.customers().count == 1)
      }
    }
  }

  @Test("a last line torn at any byte is dropped, with its customer and its key")
  func tornLine() async throws {
    try await Self.withJournal { configuration in
      try await Partner.run(configuration) { partner async throws in
        _ = try await partner.post("/v1/customers", "name=A", key: "a")
        _ = try await partner.post("/v1/customers", "name=B", key: "b")
      }
      let url = URL(fileURLWithPath: try #require(configuration.journalPath))
      let whole = try Data(contentsOf: url)
      let end = try #require(whole.firstIndex(of: 10))
      for cut in [end + 2, (end + whole.count) / 2, whole.count - 1] {
        try whole.prefix(cut).write(to: url)
        try await Partner.run(configuration) { partner async throws in
          #expect(partner.server.customers().map(\.name) == ["A"])
          _ = try await partner.post("/v1/customers", "name=B", key: "b")
        }
        let server = try SandboxServer(configuration: configuration)
        #expect(server.customers().map(\.name) == ["A", "B"])
      }
    }
  }

  @Test("a journal has one sandbox at a time")
  func oneAtATime() async throws {
    try await Self.withJournal { configuration in
      let server = try SandboxServer(configuration: configuration)
      server.plantCustomer(name: "A")
      try await server.shutdown()
      #expect(throws: SandboxError.journalInUse) {
        _ = try SandboxServer(configuration: configuration)
      }
      withExtendedLifetime(server) {}
    }
  }

  @Test("a damaged line is an error, not a loss, and lets go of the file")
  func damage() async throws {
    try await Self.withJournal { configuration in
      let path = try #require(configuration.journalPath)
      try Data("nonsense\n".utf8).write(to: URL(fileURLWithPath: path))
      #expect(throws: SandboxError.journalDamaged(line: 1)) {
        _ = try SandboxServer(configuration: configuration)
      }
      try Data().write(to: URL(fileURLWithPath: path))
      #expect(try SandboxServer(configuration: configuration).customers().isEmpty)
    }
  }

  @Test("a journal that cannot be opened is said so")
  func unusable() {
    let configuration = SandboxServer.Configuration(journalPath: "/no/such/file")
    #expect(throws: SandboxError.journalUnusable(errno: ENOENT)) {
      _ = try SandboxServer(configuration: configuration)
    }
  }
}
