import AuthBilling
import CustomerModel
import JSONRPCTransport
import Logging

/// A place for one test: a directory, a stand-in daemon, and clients of it.
struct Bench: Sendable {
  let daemon = StandInDaemon()
  let socket: SocketPath
  let spoolPath: String
  private let remove: @Sendable () -> Void

  init() throws {
    let directory = try TemporaryDirectory()
    socket = try directory.socket()
    spoolPath = "\(directory.path)/spool.ndjson"
    remove = { directory.remove() }
  }

  var spool: SpoolConfiguration { SpoolConfiguration(path: spoolPath) }

  func end() { remove() }

  /// A client whose budget is enough for a loaded machine; a missing daemon is noticed at once.
  func client(
    spool: SpoolConfiguration? = nil, budget: Duration = .seconds(20)
  ) -> AuthBillingClient {
    AuthBillingClient(
      socketPath: socket, budget: budget, spool: spool,
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    ) { 0 }
  }

  func user(_ id: String) throws -> UserSignedUp { UserSignedUp(id: try UserID(id)) }
}
