import CurlHTTP
import CustomerAPI
import CustomerModel
import CustomerService
import CustomerStore
import Foundation
import JSONRPC
import JSONRPCTransport
import Logging
import SQLiteStore
import ServiceLifecycle
import Stripe
import StripeSandbox
import UnixSignals

/// Puts the parts together and runs them until a signal.
struct Daemon {
  let settings: Settings

  func run() async throws {
    let logger = self.logger
    let listeners = try Listeners.gather(settings.listen)
    let ledger = try SQLiteLedger(path: settings.database) { error in
      Console.say("billing-customerd: \(Console.fatal(error))")
      exit(ExitStatus(error).rawValue)
    }
    let stripe = try await StripeConnection.open(settings)
    let clock = SystemClock()
    let parts = ServiceParts(
      ledger: ledger, stripe: stripe.client, clock: clock,
      random: { Double.random(in: 0..<1) }, newGuestID: Self.newGuestID,
      policy: settings.policy, logger: logger)
    let engine = try CustomerEngine(parts: parts, limits: stripe.limits)
    let dispatcher = dispatcher(engine, clock, stripe)
    let server = SocketServer(
      listeners: listeners, dispatcher: dispatcher, resources: resources(dispatcher, engine),
      logger: logger
    ) { announce(listeners, stripe, ledger) }
    var services: [any Service] = []
    if let sandbox = stripe.sandbox { services.append(SandboxService(sandbox: sandbox)) }
    services += [engine, server]
    let group = ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: services.map { .init(service: $0) },
        gracefulShutdownSignals: [.sigterm, .sigint],
        logger: logger))
    try await group.run()
    await ledger.close()
    await stripe.transport.shutdown()
  }

  private var logger: Logger {
    var logger = Logger(label: "billing-customerd") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = Logger.Level(rawValue: settings.logLevel) ?? .notice
    return logger
  }

  @Sendable private static func newGuestID() -> GuestID {
    GuestID(unchecked: "guest_" + UUID().uuidString.filter { $0 != "-" }.lowercased())
  }

  private func dispatcher(
    _ engine: CustomerEngine, _ clock: SystemClock, _ stripe: StripeConnection
  ) -> Dispatcher {
    let identity = DaemonIdentity(
      version: Version.current, databasePath: settings.database,
      isSandbox: stripe.sandbox != nil, startedAt: clock.bootNow())
    let info = ServiceInfo(
      name: "billing-customerd", version: Version.current, document: OpenRPCDocument.json
    ) { service in engine.health(of: service) }
    var limits = Limits()
    limits.connections = ProcessGuard.connections(wanted: limits.connections)
    limits.connectionsPerRole = min(limits.connectionsPerRole, limits.connections * 3 / 4)
    return Dispatcher(
      routes: engine.routes(identity: identity), limits: limits, info: info,
      requestIDs: RequestIDs(start: UInt64.random(in: .min ... .max)))
  }

  private func resources(_ dispatcher: Dispatcher, _ engine: CustomerEngine) -> HTTPResources {
    HTTPResources([
      "/healthz": {
        let status = dispatcher.health
        let doubt = engine.suspicion.map { "database not trusted: \($0)\n" } ?? ""
        return HTTPResource(
          status: status == .serving ? 200 : 503, contentType: "text/plain; charset=utf-8",
          body: Array((status.rawValue + "\n" + doubt).utf8))
      },
      "/metrics": {
        let text = MetricsPage.text(
          dispatcher.counts, engine, isServing: dispatcher.health == .serving,
          isTrusted: engine.suspicion == nil)
        return HTTPResource(contentType: MetricsPage.contentType, body: Array(text.utf8))
      },
      "/openrpc.json": {
        HTTPResource(contentType: "application/json", body: dispatcher.document.bytes)
      },
    ])
  }

  /// Says plainly what runs, and where.
  private func announce(
    _ listeners: [Listener], _ stripe: StripeConnection, _ ledger: SQLiteLedger
  ) {
    Console.say("billing-customerd \(Version.current)")
    for listener in listeners {
      switch listener.source {
      case .path(let path): Console.say("  socket \(listener.role): \(path)")
      case .inherited(let descriptor):
        Console.say("  socket \(listener.role): inherited as \(descriptor)")
      }
    }
    Console.say("  database: \(settings.database)")
    // Before the first look at Stripe: what that shows is in the log.
    if let doubt = try? ledger.read({ reader throws(LedgerError) in try reader.suspicion() }) {
      Console.say("  NOT TRUSTED (\(doubt.rawValue)): nothing is sent to Stripe before")
      Console.say("  billing-customerctl call Reconcile '{\"rebuild\": true}'")
    }
    let stamp = try? ledger.read { reader throws(LedgerError) in try reader.stamp() }
    // Before first use, or when it cannot be read, there is no account to name.
    let account = stamp?.accountID ?? "known once Stripe has answered"
    if let sandbox = stripe.sandbox {
      Console.say("  stripe: built-in sandbox, test mode, account: \(account)")
      Console.say("  sandbox: \(sandbox.baseURL) (key \(StripeConnection.sandboxKey))")
    } else {
      Console.say(
        "  stripe: \(settings.stripeURL), \(stripe.client.mode) mode, account: \(account)")
    }
  }
}
