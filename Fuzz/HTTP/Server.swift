import JSONRPC
import Logging
import NIOCore
import NIOEmbedded

@testable import JSONRPCTransport

/// One connection of a server without a socket; its methods are the system methods.
struct Server {
  // A new one each time, so that request ids start over.
  private static func context() -> ServerContext {
    var limits = Limits()
    // Small enough for short inputs to meet it.
    limits.requestBytes = 500
    let info = ServiceInfo(
      name: "fuzz", version: "1", document: JSONText(trusted: Array("{}".utf8))
    ) { _ in .serving }
    let dispatcher = Dispatcher(
      routes: [], limits: limits, info: info, requestIDs: RequestIDs(start: 7))
    let (_, starter) = AsyncStream.makeStream(
      of: StartedCall.self, bufferingPolicy: .bufferingOldest(1))
    return ServerContext(
      dispatcher: dispatcher, limits: limits,
      resources: HTTPResources([
        "/healthz": { HTTPResource(contentType: "text/plain", body: Array("ok".utf8)) }
      ]),
      logger: Logger(label: "fuzz") { _ in SwiftLogNoOpLogHandler() },
      registry: ConnectionRegistry(limits: limits) {}, held: HeldBytes(limit: limits.heldBytes),
      starter: starter)
  }

  private let channel: EmbeddedChannel

  init() {
    let loop = EmbeddedEventLoop()
    channel = EmbeddedChannel(
      handlers: [
        ClosedGate(),
        ConnectionHandler(
          server: Self.context(), inbox: LoopInbox(eventLoop: loop), role: .auth),
      ], loop: loop)
    // Without an address nothing is active, and nothing is answered.
    try? channel.connect(to: SocketAddress(unixDomainSocketPath: "/fuzz")).wait()
  }

  /// Takes bytes; false once the connection is closed.
  func receive(_ bytes: [UInt8]) -> Bool {
    guard channel.isActive else { return false }
    // An error closes the connection, which is what is looked at.
    _ = try? channel.writeInbound(ByteBuffer(bytes: bytes))
    return channel.isActive
  }

  /// All that was written.
  func answer() -> [UInt8] {
    var bytes: [UInt8] = []
    while let data = try? channel.readOutbound(as: IOData.self) {
      if case .byteBuffer(let buffer) = data { bytes += buffer.readableBytesView }
    }
    return bytes
  }

  func end() {
    _ = try? channel.finish(acceptAlreadyClosed: true)
  }
}
