import JSONRPCTransport
import NIOCore
import NIOPosix
import Synchronization

/// A server that reads something from each connection and hangs up.
final class HangUpServer: Sendable {
  private let taken = Mutex(0)

  /// Connections so far that sent something.
  var count: Int { taken.withLock { $0 } }

  /// Serves `path` while `body` runs.
  func serve(_ path: SocketPath, _ body: () async throws -> Void) async throws {
    let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { [self] channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(HangUpHandler(server: self))
        }
      }
      .bind(unixDomainSocketPath: path.description).get()
    try await body()
    try await channel.close()
  }

  fileprivate func take() {
    taken.withLock { $0 += 1 }
  }
}

private final class HangUpHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  private let server: HangUpServer

  init(server: HangUpServer) {
    self.server = server
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    server.take()
    context.close(promise: nil)
  }
}
