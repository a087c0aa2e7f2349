import JSONRPC
import NIOCore
import Synchronization

/// A connection's calls, reachable from any thread; empty once the connection has ended.
typealias ConnectionReference = NIOLoopBoundBox<ConnectionCalls?>

/// What tasks hand back to the connections of one event loop.
///
/// However many ends come in together, the event loop is woken once for them, and every connection
/// is flushed once. What waits here is bounded by the calls that may be under way.
final class LoopInbox: Sendable {
  /// What a task has for a connection.
  enum Item: Sendable {
    /// A call has ended.
    case completion(CallCompletion)
    /// A call reports how far it has come.
    case progress([UInt8])
  }

  /// An item and its connection.
  struct Delivery: Sendable {
    let connection: ConnectionReference
    let item: Item
  }

  private let eventLoop: any EventLoop
  private let waiting = Mutex<[Delivery]>([])

  init(eventLoop: any EventLoop) {
    self.eventLoop = eventLoop
  }

  /// Hands over; items of one task arrive in the order in which it posted them.
  func post(_ delivery: Delivery) {
    let isFirst = waiting.withLock { waiting in
      waiting.append(delivery)
      return waiting.count == 1
    }
    if isFirst { eventLoop.execute { self.deliver() } }
  }

  private func deliver() {
    let deliveries = waiting.withLock { waiting in
      let taken = waiting
      waiting = []
      return taken
    }
    for delivery in deliveries { delivery.connection.value?.take(delivery.item) }
    for delivery in deliveries { delivery.connection.value?.flush() }
  }
}
