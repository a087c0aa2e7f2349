import Synchronization

/// One number that any thread counts up.
final class TallyCounter: Sendable {
  private let count = Atomic<Int>(0)

  var value: Int { count.load(ordering: .relaxed) }

  func countUp() { count.wrappingAdd(1, ordering: .relaxed) }
}
