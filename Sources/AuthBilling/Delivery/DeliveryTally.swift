internal import Synchronization

/// Counts what a client and its spool do.
final class DeliveryTally: Sendable {
  private let state = Mutex(DeliveryCounts())

  var counts: DeliveryCounts { state.withLock { $0 } }

  func count(_ change: (inout DeliveryCounts) -> Void) { state.withLock { change(&$0) } }
}
