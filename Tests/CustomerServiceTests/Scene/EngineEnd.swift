import Synchronization

/// Whether the engine of a daemon has ended, by itself or not.
final class EngineEnd: Sendable {
  private let flag = Atomic<Bool>(false)

  var hasHappened: Bool { flag.load(ordering: .acquiring) }

  func happened() { flag.store(true, ordering: .releasing) }
}
