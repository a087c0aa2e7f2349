import CustomerModel
import Glibc
import JSONRPC
import Logging
import Testing

@testable import AuthBilling

@Suite("the writer of the spool", .timeLimit(.minutes(1)))
struct WriterTests {
  private let bench: Bench

  init() throws { bench = try Bench() }

  private func client(
    _ disk: GatedDisk, budget: Duration = .seconds(20), maximumEntries: Int = 1000
  ) -> AuthBillingClient {
    var spool = bench.spool
    spool.maximumEntries = maximumEntries
    return AuthBillingClient(
      socketPath: bench.socket, budget: budget, spool: spool,
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, clock: ContinuousClock(),
      sync: { disk.sync($0) }
    ) { 0 }
  }

  /// Tells of `each` users, one after the other, at each of several places at once.
  private func tell(
    _ client: AuthBillingClient, workers: Int, each: Int,
    _ check: @escaping @Sendable (String, SignupOutcome) -> Void
  ) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for worker in 0..<workers {
        group.addTask {
          for number in 0..<each {
            let user = "u-\(worker)-\(number)-"
            check(user, await client.userSignedUp(try bench.user(user)))
          }
        }
      }
      try await group.waitForAll()
    }
  }

  @Test("a disk that does not answer holds nobody beyond the budget, and one sync serves many")
  func slowDisk() async throws {
    defer { bench.end() }
    let disk = GatedDisk(path: bench.spoolPath)
    let client = client(disk, budget: .milliseconds(50))
    // Each call returns while the disk is shut, which it is until all have returned.
    try await tell(client, workers: 20, each: 2) { _, outcome in
      #expect(outcome == .spooled(onDisk: false))
    }
    #expect(client.spooledCount == 40)
    disk.open()
    client.shutdown()
    // Those that came before the writer slept in the first sync, and all others.
    #expect((1...2).contains(disk.syncs))
    #expect(disk.safe.split(separator: "\n").count == 40)
    #expect(client.counts.spooled == 40)
  }

  @Test("what many tell at once is delivered in the order of each, and nothing twice")
  func order() async throws {
    defer { bench.end() }
    let disk = GatedDisk(path: bench.spoolPath, isOpen: true)
    let client = client(disk)
    defer { client.shutdown() }
    try await tell(client, workers: 8, each: 20) { _, outcome in
      #expect(outcome == .spooled(onDisk: true))
    }
    try await bench.daemon.serve(on: bench.socket) {
      let isEmpty = await client.replay()
      #expect(isEmpty)
    }
    for worker in 0..<8 {
      let told = bench.daemon.told.filter { $0.hasPrefix("+u-\(worker)-") }
      #expect(told == (0..<20).map { "+u-\(worker)-\($0)-" })
    }
    #expect(bench.daemon.told.count == 160)
  }

  @Test("what was said to be on disk is there after a loss of power, whatever else is not")
  func powerLoss() async throws {
    defer { bench.end() }
    let disk = GatedDisk(path: bench.spoolPath, isOpen: true)
    let first = client(disk)
    defer { first.shutdown() }
    try await tell(first, workers: 6, each: 10) { user, outcome in
      #expect(outcome == .spooled(onDisk: true))
      #expect(disk.safe.contains("\"\(user)\""))
    }
    let left = bench.spoolPath + ".left"
    let file = open(left, O_WRONLY | O_CREAT, 0o600)
    let torn = disk.safe + #"{"signedUp":"#
    #expect(write(file, torn, torn.utf8.count) == torn.utf8.count)
    close(file)
    let second = bench.client(spool: SpoolConfiguration(path: left))
    defer { second.shutdown() }
    #expect(second.spooledCount == 60)
    try await bench.daemon.serve(on: bench.socket) {
      let isEmpty = await second.replay()
      #expect(isEmpty)
    }
    #expect(Set(bench.daemon.told).count == 60)
    #expect(second.counts.unreadable == 0)
  }

  @Test("a sync that fails when nobody waits any more is counted as a loss")
  func lateFailure() async throws {
    defer { bench.end() }
    let disk = GatedDisk(path: bench.spoolPath)
    let client = client(disk, budget: .milliseconds(50))
    let early = await client.userSignedUp(try bench.user("u-1"))
    #expect(early == .spooled(onDisk: false))
    disk.fail()
    disk.open()
    client.shutdown()
    #expect(client.counts.lost == 1)
    #expect(client.counts.spooled == 0)
    #expect(client.spooledCount == 0)
  }

  @Test("what waits for a slow disk is bounded")
  func bounded() async throws {
    defer { bench.end() }
    let disk = GatedDisk(path: bench.spoolPath)
    let client = client(disk, budget: .milliseconds(50), maximumEntries: 2)
    defer {
      disk.open()
      client.shutdown()
    }
    try await tell(client, workers: 1, each: 2) { _, outcome in
      #expect(outcome == .spooled(onDisk: false))
    }
    let outcome = await client.userSignedUp(try bench.user("u-3"))
    #expect(outcome == .notDelivered(.spoolFull))
  }

  @Test("while older events are being sent, a new one goes behind them on disk at once")
  func replayIsNoHindrance() async throws {
    defer { bench.end() }
    let disk = GatedDisk(path: bench.spoolPath, isOpen: true)
    let client = client(disk)
    try await tell(client, workers: 1, each: 1) { _, _ in }
    bench.daemon.getStuck()
    try await bench.daemon.serve(on: bench.socket) { [bench] in
      async let isEmpty = client.replay()
      while bench.daemon.told.isEmpty { await Task.yield() }
      let outcome = await client.userSignedUp(try bench.user("u-2"))
      #expect(outcome == .spooled(onDisk: true))
      client.shutdown()
      let wasEmptied = await isEmpty
      #expect(!wasEmptied)
    }
    #expect(client.spooledCount == 2)
    #expect(!bench.daemon.told.contains("+u-2"))
  }
}
