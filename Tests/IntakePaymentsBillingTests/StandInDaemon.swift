import CustomerAPI
import JSONRPC
import JSONRPCTransport
import Logging

/// The socket and the two methods that the intake-payments service sees of a daemon.
struct StandInDaemon: Sendable {
  /// What a checkout is answered; an error is thrown.
  let answer: Result<WireGetOrCreateCustomerResponse, RPCError>

  /// Serves while `body` runs.
  func serve(on path: SocketPath, _ body: @escaping @Sendable () async throws -> Void) async throws
  {
    let (ready, continuation) = AsyncStream.makeStream(of: Void.self)
    let server = SocketServer(
      listeners: [Listener(role: .intake, source: .path(path))], dispatcher: dispatcher(),
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
    let checkout = RecordingHandler(GetOrCreateCustomer.self) { _ throws(RPCError) in
      .now(try answer.get())
    }
    let find = RecordingHandler(FindUserByCustomer.self) { params throws(RPCError) in
      var found = WireFindUserByCustomerResponse()
      switch params.customerID {
      case "cus_user": found.userID = "u-1"
      case "cus_guest": break
      default: throw RPCError(.customerNotFound, "cannot find it")
      }
      return .now(found)
    }
    return Dispatcher(
      routes: [Route(checkout), Route(find)],
      info: ServiceInfo(name: "test", version: "1") { _ in .serving },
      requestIDs: RequestIDs(start: 7))
  }
}
