import JSONRPC
import NIOCore

/// Ends a server, gently or at once.
struct ServerStop: Sendable {
  /// The listening channels.
  let channels: [any Channel]
  /// The accepted connections.
  let registry: ConnectionRegistry
  /// Where the drain is timed.
  let eventLoop: any EventLoop
  /// How long the drain may take.
  let timeout: Duration

  /// Accepts no more, lets calls under way end, and closes what is left after the timeout.
  func drain() {
    for channel in channels { channel.close(promise: nil) }
    registry.drain()
    eventLoop.scheduleTask(in: TimeAmount(timeout)) { [registry] in registry.close() }
  }

  /// Accepts no more and closes everything.
  func close() {
    for channel in channels { channel.close(promise: nil) }
    registry.close()
  }
}
