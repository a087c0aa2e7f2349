import Synchronization

/// Remembers that a caller gave up, even before its call reached the event loop.
final class CancellationMark: Sendable {
  private let flag = Atomic(false)

  /// Whether the caller gave up.
  var isSet: Bool { flag.load(ordering: .acquiring) }

  /// The caller gives up.
  func set() {
    flag.store(true, ordering: .releasing)
  }
}
