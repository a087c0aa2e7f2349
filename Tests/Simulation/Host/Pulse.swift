import Synchronization

/// Whether a process lives; nothing that a dead one does has an effect.
final class Pulse: Sendable {
  private let beats = Atomic<Bool>(true)

  var isBeating: Bool { beats.load(ordering: .relaxed) }

  func stop() { beats.store(false, ordering: .relaxed) }
}
