import Synchronization

/// One of the places for calls that all connections share; given back once, at the latest when
/// nobody holds it any more.
final class CallPlace: Sendable {
  private let tally: DispatcherTally
  private let isHeld = Atomic<Bool>(true)

  /// Takes a place; nil when all are taken.
  init?(in tally: DispatcherTally, limit: Int) {
    guard tally.takePlace(of: limit) else { return nil }
    self.tally = tally
  }

  deinit { release() }

  /// Gives the place back; nothing happens the second time.
  func release() {
    if isHeld.exchange(false, ordering: .relaxed) { tally.releasePlace() }
  }
}
