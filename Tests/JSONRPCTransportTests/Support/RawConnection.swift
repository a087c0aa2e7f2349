import JSONRPCTransport
import NIOCore
import NIOPosix

/// A connection that sends and reads plain bytes, as `nc -U` would.
struct RawConnection {
  private let inbound: NIOAsyncChannelInboundStream<ByteBuffer>
  private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>

  /// Connects, runs `body`, and closes.
  static func open<T>(
    _ path: SocketPath, _ body: (RawConnection) async throws -> T
  ) async throws -> T {
    let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .channelOption(.allowRemoteHalfClosure, value: true)
      .connect(unixDomainSocketPath: path.description) { channel in
        channel.eventLoop.makeCompletedFuture {
          try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
            wrappingChannelSynchronously: channel,
            configuration: .init(isOutboundHalfClosureEnabled: true))
        }
      }
    return try await channel.executeThenClose { inbound, outbound in
      try await body(RawConnection(inbound: inbound, outbound: outbound))
    }
  }

  func send(_ text: String) async throws {
    try await outbound.write(ByteBuffer(string: text))
  }

  /// Shuts down the writing side, as `nc -N` does after its input.
  func finish() {
    outbound.finish()
  }

  /// Reads to the end of the connection.
  func readAll() async throws -> String {
    var collected = ByteBuffer()
    for try await part in inbound { collected.writeImmutableBuffer(part) }
    return String(buffer: collected)
  }

  /// Reads until what came in ends with `suffix`, or the connection ends.
  func read(until suffix: String) async throws -> String {
    var collected = ByteBuffer()
    for try await part in inbound {
      collected.writeImmutableBuffer(part)
      if String(buffer: collected).hasSuffix(suffix) { break }
    }
    return String(buffer: collected)
  }
}
