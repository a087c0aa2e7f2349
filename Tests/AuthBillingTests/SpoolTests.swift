import AuthBilling
import CustomerModel
import Glibc
import JSONRPC
import Testing

@Suite("the spool", .timeLimit(.minutes(1)))
struct SpoolTests {
  private let bench: Bench

  init() throws { bench = try Bench() }

  private func spool(_ users: [String], with client: AuthBillingClient) async throws {
    for user in users {
      let outcome = await client.userSignedUp(try bench.user(user))
      #expect(outcome == .spooled(onDisk: true))
    }
  }

  /// Appends to the spool's file behind its back.
  private func append(_ text: String) {
    let file = open(bench.spoolPath, O_WRONLY | O_APPEND)
    _ = text.withCString { write(file, $0, strlen($0)) }
    close(file)
  }

  @Test("what waited is delivered in order, before what comes after, once the daemon is there")
  func order() async throws {
    defer { bench.end() }
    let client = bench.client(spool: bench.spool)
    defer { client.shutdown() }
    try await spool(["u-1", "u-2"], with: client)
    let change = UserUpdated(id: try UserID("u-1"), name: .clear)
    let changed = await client.userUpdated(change)
    #expect(changed == .spooled(onDisk: true))
    try await bench.daemon.serve(on: bench.socket) { [bench] in
      let outcome = await client.userSignedUp(try bench.user("u-3"))
      #expect(outcome == .stored(nil))
    }
    #expect(bench.daemon.told == ["+u-1", "+u-2", "~u-1:name", "+u-3"])
    #expect(client.spooledCount == 0)
    #expect(client.counts.replayed == 3)
  }

  @Test("a second process does not touch the file, and its events are not said to be safe")
  func twoProcesses() async throws {
    defer { bench.end() }
    let first = bench.client(spool: bench.spool)
    defer { first.shutdown() }
    try await spool(["u-1"], with: first)
    let second = bench.client(spool: bench.spool)
    defer { second.shutdown() }
    let outcome = await second.userSignedUp(try bench.user("u-2"))
    #expect(outcome == .notDelivered(.spoolUnwritable))
    #expect(first.spooledCount == 1)
  }

  @Test("a restart finds what waited; a torn last line and a line of garbage are passed over")
  func restart() async throws {
    defer { bench.end() }
    do {
      let client = bench.client(spool: bench.spool)
      try await spool(["u-1", "u-2"], with: client)
      client.shutdown()
    }
    append("garbage\n{\"signedUp\":")
    let client = bench.client(spool: bench.spool)
    defer { client.shutdown() }
    #expect(client.spooledCount == 3)
    try await bench.daemon.serve(on: bench.socket) { [bench] in
      let outcome = await client.userSignedUp(try bench.user("u-3"))
      #expect(outcome == .stored(nil))
    }
    #expect(bench.daemon.told == ["+u-1", "+u-2", "+u-3"])
    #expect(client.counts.unreadable == 1)
    #expect(client.spooledCount == 0)
  }

  @Test("a spooled event that the daemon refuses for good does not block the others")
  func refusedLater() async throws {
    defer { bench.end() }
    let client = bench.client(spool: bench.spool)
    defer { client.shutdown() }
    try await spool(["u-1", "u-2"], with: client)
    bench.daemon.refuse("u-1", with: .notFound("cannot find it"))
    try await bench.daemon.serve(on: bench.socket) {
      let isEmpty = await client.replay()
      #expect(isEmpty)
    }
    #expect(bench.daemon.told.last == "+u-2")
    #expect(client.counts.refused == 1)
    #expect(client.counts.replayed == 1)
  }

  @Test("a full spool takes no more, says so, and keeps what it has")
  func full() async throws {
    defer { bench.end() }
    var configuration = bench.spool
    configuration.maximumEntries = 2
    let client = bench.client(spool: configuration)
    defer { client.shutdown() }
    try await spool(["u-1", "u-2"], with: client)
    let outcome = await client.userSignedUp(try bench.user("u-3"))
    #expect(outcome == .notDelivered(.spoolFull))
    #expect(client.spooledCount == 2)
    #expect(client.counts.lost == 1)
  }

  @Test("the file's size is bounded too")
  func fullOfBytes() async throws {
    defer { bench.end() }
    var configuration = bench.spool
    configuration.maximumBytes = 10
    let client = bench.client(spool: configuration)
    defer { client.shutdown() }
    let outcome = await client.userSignedUp(try bench.user("u-1"))
    #expect(outcome == .notDelivered(.spoolFull))
  }

  @Test("a spool that cannot be written is told, and throws nothing")
  func unwritable() async throws {
    defer { bench.end() }
    let nowhere = SpoolConfiguration(path: "\(bench.spoolPath)/not/there")
    let client = bench.client(spool: nowhere)
    defer { client.shutdown() }
    let outcome = await client.userSignedUp(try bench.user("u-1"))
    #expect(outcome == .notDelivered(.spoolUnwritable))
  }

  @Test("nobody else can read the file")
  func mode() async throws {
    defer { bench.end() }
    let client = bench.client(spool: bench.spool)
    defer { client.shutdown() }
    try await spool(["u-1"], with: client)
    var status = stat()
    #expect(stat(bench.spoolPath, &status) == 0)
    #expect(status.st_mode & 0o777 == 0o600)
  }
}
