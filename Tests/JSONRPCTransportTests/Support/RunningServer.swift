import JSONRPC
import JSONRPCTransport
import Logging
import ServiceLifecycle

/// A server that runs while a closure does.
enum RunningServer {
  /// A log that nobody reads.
  static let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

  /// Serves until `body` is done, then closes at once.
  @discardableResult
  static func with<T: Sendable>(
    _ listeners: [Listener], _ service: TestService, limits: Limits = Limits(),
    resources: HTTPResources = HTTPResources(), logger: Logger = silent,
    _ body: @Sendable () async throws -> T
  ) async throws -> T {
    try await withoutActuallyEscaping(body) { body in
      try await run(listeners, service, limits, resources, logger: logger) { _ in
        try await body()
      }
    }
  }

  /// Serves until `body` is done; what `body` gets stops the server gracefully.
  @discardableResult
  static func run<T: Sendable>(
    _ listeners: [Listener], _ service: TestService, _ limits: Limits, _ resources: HTTPResources,
    logger: Logger = silent, _ body: @escaping @Sendable (_ stop: ServiceGroup) async throws -> T
  ) async throws -> T {
    let (ready, readyContinuation) = AsyncStream.makeStream(of: Void.self)
    let server = SocketServer(
      listeners: listeners, dispatcher: service.dispatcher(limits: limits), resources: resources,
      logger: logger, threads: 2
    ) { readyContinuation.yield() }
    let group = ServiceGroup(services: [server], logger: silent)
    return try await withThrowingTaskGroup(of: T?.self) { tasks in
      tasks.addTask {
        defer { readyContinuation.finish() }
        try await group.run()
        return nil
      }
      for await _ in ready { break }
      let result = try await body(group)
      tasks.cancelAll()
      // The server ends because it was cancelled, so how it ends is no news.
      while let _ = await tasks.nextResult() {}
      return result
    }
  }

  /// Runs a server that is expected to fail before it listens.
  static func serverThatFails(_ listeners: [Listener]) async throws {
    try await SocketServer(
      listeners: listeners, dispatcher: TestService().dispatcher(),
      logger: silent
    ).run()
  }
}
