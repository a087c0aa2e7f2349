import CustomerAPI
import JSONRPC
import JSONRPCTransport
import Logging
import SwiftProtobuf
import Synchronization

/// The socket and the two methods that the auth service sees of a daemon.
final class StandInDaemon: Sendable {
  private struct State {
    var told: [String] = []
    var refusals: [String: RPCError] = [:]
    var isStuck = false
  }

  private let state = Mutex(State())

  /// What it was told, in order: `+user` for a sign-up, `~user:fields` for a change.
  var told: [String] { state.withLock { $0.told } }

  /// From now on this user is answered with an error.
  func refuse(_ user: String, with error: RPCError) {
    state.withLock { $0.refusals[user] = error }
  }

  /// From now on no sign-up is answered.
  func getStuck() { state.withLock { $0.isStuck = true } }

  /// Serves while `body` runs.
  func serve(on path: SocketPath, _ body: @escaping @Sendable () async throws -> Void) async throws
  {
    let (ready, continuation) = AsyncStream.makeStream(of: Void.self)
    let server = SocketServer(
      listeners: [Listener(role: .auth, source: .path(path))], dispatcher: dispatcher(),
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, threads: 1
    ) { continuation.yield() }
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        defer { continuation.finish() }
        try await server.run()
      }
      for await _ in ready { break }
      try await body()
      group.cancelAll()
      // The server ends because it was cancelled, so how it ends is no news.
      while let _ = await group.nextResult() {}
    }
  }

  private func dispatcher() -> Dispatcher {
    let routes = [
      Route(RecordingHandler(GetOrCreateCustomer.self, signUp)),
      Route(RecordingHandler(UpdateCustomer.self, update)),
    ]
    return Dispatcher(
      routes: routes, info: ServiceInfo(name: "test", version: "1") { _ in .serving },
      requestIDs: RequestIDs(start: 7))
  }

  private func signUp(
    _ params: WireGetOrCreateCustomerRequest
  ) throws(RPCError) -> Answer<WireGetOrCreateCustomerResponse> {
    try take(params.userID, as: "+\(params.userID)")
    var response = WireGetOrCreateCustomerResponse()
    response.outcome = params.anonymous ? .skipped : .pending
    if params.userID.hasPrefix("known") { response.customer.customerID = "cus_\(params.userID)" }
    guard state.withLock({ $0.isStuck }) else { return .now(response) }
    return .later { () async throws(RPCError) in
      let (never, continuation) = AsyncStream<Void>.makeStream()
      for await _ in never {}
      continuation.finish()
      throw .cancelled(executed: .no)
    }
  }

  private func update(
    _ params: WireUpdateCustomerRequest
  ) throws(RPCError) -> Answer<WireUpdateCustomerResponse> {
    let set = [
      ("email", params.hasEmail), ("name", params.hasName), ("phone", params.hasPhone),
      ("address", params.hasAddress),
    ].filter(\.1).map { "\($0.0)=" }
    let cleared = params.updateMask.paths.filter { path in !set.contains("\(path)=") }
    try take(params.userID, as: "~\(params.userID):\((set + cleared).joined(separator: ","))")
    return .now(WireUpdateCustomerResponse())
  }

  private func take(_ user: String, as word: String) throws(RPCError) {
    let refusal = state.withLock { state in
      state.told.append(word)
      return state.refusals[user]
    }
    if let refusal { throw refusal }
  }
}
