public import JSONRPC
public import Logging
import NIOCore
import NIOPosix
public import ServiceLifecycle

/// A JSON-RPC server on Unix stream sockets, one per role; HTTP/1.1 is understood on all of them.
///
/// On graceful shutdown it accepts no more, answers what is under way for at most `drainTimeout`,
/// and closes. On cancellation it closes at once.
public struct SocketServer: Service {
  private let listeners: [Listener]
  private let dispatcher: Dispatcher
  private let resources: HTTPResources
  private let logger: Logger
  private let threads: Int
  private let drainTimeout: Duration
  private let whenListening: @Sendable () -> Void

  /// Makes a server; sockets are opened by `run()`.
  ///
  /// - Parameters:
  ///   - listeners: the sockets to serve, one or more.
  ///   - dispatcher: answers the requests; its limits are the server's.
  ///   - resources: what `GET` can read.
  ///   - logger: where faults of connections are noted.
  ///   - threads: event loops; 1 is best on one core, 2 where there are more.
  ///   - drainTimeout: how long calls under way may take once the server stops.
  ///   - whenListening: called once, when all sockets accept.
  public init(
    listeners: [Listener], dispatcher: Dispatcher, resources: HTTPResources = HTTPResources(),
    logger: Logger, threads: Int = 2,
    drainTimeout: Duration = .seconds(10), whenListening: @escaping @Sendable () -> Void = {}
  ) {
    self.listeners = listeners
    self.dispatcher = dispatcher
    self.resources = resources
    self.logger = logger
    self.threads = threads
    self.drainTimeout = drainTimeout
    self.whenListening = whenListening
  }

  /// Serves until the service group shuts down gracefully, or the task is cancelled.
  ///
  /// - Throws: `TransportError` when a socket cannot be opened; then none is left open.
  public func run() async throws {
    let sockets = try ListeningSocket.open(all: listeners)
    defer { for socket in sockets { socket.file?.remove() } }
    let loops = MultiThreadedEventLoopGroup(numberOfThreads: max(threads, 1))
    let result: Result<Void, any Error>
    do {
      result = .success(try await serve(sockets, loops))
    } catch {
      result = .failure(error)
    }
    try await loops.shutdownGracefully()
    try result.get()
  }

  private func serve(
    _ sockets: [ListeningSocket], _ loops: MultiThreadedEventLoopGroup
  ) async throws {
    let (calls, starter) = AsyncStream.makeStream(
      of: StartedCall.self, bufferingPolicy: .bufferingOldest(dispatcher.limits.calls))
    let registry = ConnectionRegistry(limits: dispatcher.limits) { starter.finish() }
    let context = ServerContext(
      dispatcher: dispatcher, limits: dispatcher.limits, resources: resources, logger: logger,
      registry: registry, held: HeldBytes(limit: dispatcher.limits.heldBytes), starter: starter)
    let acceptor = Acceptor(context: context, loops: loops)
    let channels = try await acceptor.listen(on: sockets)
    let stop = ServerStop(
      channels: channels, registry: registry, eventLoop: loops.next(), timeout: drainTimeout)
    whenListening()
    await withTaskCancellationHandler {
      await withGracefulShutdownHandler {
        await Self.run(calls)
      } onGracefulShutdown: {
        stop.drain()
      }
    } onCancel: {
      stop.close()
    }
    stop.close()
  }

  private static func run(_ calls: AsyncStream<StartedCall>) async {
    await withDiscardingTaskGroup { group in
      for await started in calls {
        group.addTask { await started.run() }
      }
    }
  }
}
