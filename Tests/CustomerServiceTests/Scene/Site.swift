import CurlHTTP
import CustomerAPI
import CustomerModel
import CustomerService
import Foundation
import JSONRPC
import JSONRPCTransport
import Logging
import SQLiteStore
import Stripe
import StripeSandbox

/// One host: a directory for ledgers and sockets, and a Stripe that outlives the daemons on it.
struct Site: Sendable {
  let directory: String
  let stripeURL: String
  /// The Stripe of this site; not used where `stripeURL` is an external server's.
  let sandbox: SandboxServer
  /// No other site's, so that sites may share one external Stripe.
  let namespace = LedgerNamespace(unchecked: "t-" + UUID().uuidString.prefix(8).lowercased())

  static let key = "sk_test_sandbox"

  /// Sets up a host, and leaves nothing of it.
  static func run(
    stripeURL: String? = nil, _ body: (Site) async throws -> Void
  ) async throws {
    let directory = "/tmp/cs-" + UUID().uuidString.prefix(8)
    try FileManager.default.createDirectory(
      atPath: directory, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: directory) }
    let sandbox = try SandboxServer()
    try await sandbox.start()
    do {
      try await body(
        Site(directory: directory, stripeURL: stripeURL ?? sandbox.baseURL, sandbox: sandbox))
    } catch {
      try await sandbox.shutdown()
      throw error
    }
    try await sandbox.shutdown()
  }

  /// A host with one daemon on it.
  static func runDaemon(
    adjusting adjust: @escaping @Sendable (inout ServicePolicy) -> Void = { _ in },
    _ body: (TestDaemon) async throws -> Void
  ) async throws {
    try await run { site in try await site.daemon(adjusting: adjust, body) }
  }

  /// Runs a daemon on this host until `body` returns; the ledger is free for the next afterwards.
  func daemon(
    database: String = "ledger.sqlite", key: String = Site.key,
    adjusting adjust: (inout ServicePolicy) -> Void = { _ in },
    _ body: (TestDaemon) async throws -> Void
  ) async throws {
    let ledger = try SQLiteLedger(path: "\(directory)/\(database)") { _ in }
    let transport = try CurlTransport()
    let result: Result<Void, any Error>
    do {
      let client = try StripeClient(
        transport: transport, key: StripeKey(key), baseURL: stripeURL)
      var policy = Self.policy(namespace)
      adjust(&policy)
      let engine = try CustomerEngine(
        parts: parts(ledger, client, policy),
        limits: RateLimits(global: 2000, endpoint: 2000, search: 100, recoveryPerSecond: 1))
      try await serve(engine, client, body)
      result = .success(())
    } catch {
      result = .failure(error)
    }
    await ledger.close()
    await transport.shutdown()
    try result.get()
  }

  /// A connection of its own to the daemon that runs here.
  func connect(_ role: Role) throws -> SocketClient {
    SocketClient(
      path: try SocketPath("\(directory)/\(role).sock"),
      random: { Double.random(in: 0..<1) })
  }

  /// The design's policy, with every pause scaled down; Stripe's own windows stay as they are.
  private static func policy(_ namespace: LedgerNamespace) -> ServicePolicy {
    var policy = ServicePolicy(namespace: namespace)
    policy.retry = RetryRule(initialDelay: .milliseconds(5), maxDelay: .milliseconds(50))
    policy.circuitThreshold = 3
    policy.circuitMaxPause = .milliseconds(50)
    // A wake that is missing shows as a test that hangs, not as one that takes five seconds.
    policy.idlePause = .seconds(600)
    policy.reconcilePause = .milliseconds(20)
    policy.answerMargin = .milliseconds(20)
    return policy
  }

  private func parts(
    _ ledger: SQLiteLedger, _ client: StripeClient, _ policy: ServicePolicy
  ) -> ServiceParts {
    ServiceParts(
      ledger: ledger, stripe: client, clock: TestClock(), random: { Double.random(in: 0..<1) },
      newGuestID: { GuestID(unchecked: "guest_" + UUID().uuidString) }, policy: policy,
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
  }

  private func serve(
    _ engine: CustomerEngine, _ stripe: StripeClient, _ body: (TestDaemon) async throws -> Void
  ) async throws {
    let identity = DaemonIdentity(
      version: "test", databasePath: "\(directory)/ledger.sqlite", isSandbox: true,
      startedAt: TestClock().bootNow())
    let info = ServiceInfo(
      name: "billing-customerd", version: "test", document: OpenRPCDocument.json
    ) { engine.health(of: $0) }
    let dispatcher = Dispatcher(
      routes: engine.routes(identity: identity), info: info,
      requestIDs: RequestIDs(start: UInt64.random(in: .min ... .max)))
    let (listening, starter) = AsyncStream.makeStream(of: Void.self)
    let server = SocketServer(
      listeners: try [Role.auth, .intake, .ops].map {
        Listener(role: $0, source: .path(try SocketPath("\(directory)/\($0).sock")))
      },
      dispatcher: dispatcher, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
      drainTimeout: .seconds(1)
    ) { starter.finish() }
    try await withThrowingTaskGroup(of: Void.self) { group in
      let end = EngineEnd()
      group.addTask {
        defer { end.happened() }
        try await engine.run()
      }
      group.addTask {
        defer { starter.finish() }
        try await server.run()
      }
      for await _ in listening {}
      let daemon = try TestDaemon(
        site: self, stripe: stripe, engine: engine, dispatcher: dispatcher, end: end)
      let result: Result<Void, any Error>
      do { result = .success(try await body(daemon)) } catch { result = .failure(error) }
      daemon.shutdown()
      group.cancelAll()
      var refusal: ServiceError?
      while let ended = await group.nextResult() {
        if case .failure(let error as ServiceError) = ended { refusal = error }
      }
      try result.get()
      if let refusal { throw refusal }
    }
  }
}
