import Glibc
import JSONRPC
import NIOCore
import NIOPosix

/// Accepts connections and gives each its handler.
struct Acceptor {
  private static let backlog: CInt = 1024
  private static let readBuffers = AdaptiveRecvByteBufferAllocator(
    minimum: 1 << 10, initial: 2 << 10, maximum: 16 << 10)

  private let context: ServerContext
  private let loops: MultiThreadedEventLoopGroup
  private let inboxes: [ObjectIdentifier: LoopInbox]

  init(context: ServerContext, loops: MultiThreadedEventLoopGroup) {
    self.context = context
    self.loops = loops
    inboxes = Dictionary(
      uniqueKeysWithValues: loops.makeIterator().map {
        (ObjectIdentifier($0), LoopInbox(eventLoop: $0))
      })
  }

  /// Listens on all sockets; when one fails, none is left open.
  func listen(on sockets: [ListeningSocket]) async throws -> [any Channel] {
    var channels: [any Channel] = []
    for (index, socket) in sockets.enumerated() {
      do {
        channels.append(try await listen(on: socket))
      } catch {
        for channel in channels { channel.close(promise: nil) }
        for unused in sockets[(index + 1)...] { Glibc.close(unused.descriptor) }
        throw error
      }
    }
    return channels
  }

  private func listen(on socket: ListeningSocket) async throws -> any Channel {
    let marks = ChannelOptions.Types.WriteBufferWaterMark(
      low: context.limits.waitingReplyBytes / 4, high: context.limits.waitingReplyBytes)
    let channel = try await ServerBootstrap(group: loops)
      .childChannelOption(.allowRemoteHalfClosure, value: true)
      .childChannelOption(.writeBufferWaterMark, value: marks)
      // Every connection keeps the buffers that it once read into.
      .childChannelOption(.maxMessagesPerRead, value: 1)
      .childChannelOption(.recvAllocator, value: Self.readBuffers)
      .childChannelInitializer { [context, inboxes] channel in
        channel.eventLoop.makeCompletedFuture {
          let inbox =
            inboxes[ObjectIdentifier(channel.eventLoop)] ?? LoopInbox(eventLoop: channel.eventLoop)
          try channel.pipeline.syncOperations.addHandler(
            ConnectionHandler(server: context, inbox: inbox, role: socket.role))
        }
      }
      .withBoundSocket(socket.descriptor)
      .get()
    // NIO listens with its own default; a second listen only changes the length of the queue.
    try SystemCall.check(Glibc.listen(socket.descriptor, Self.backlog), "lengthen the accept queue")
    return channel
  }
}
