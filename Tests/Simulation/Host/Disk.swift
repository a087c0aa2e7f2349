import CustomerStore
import Synchronization

/// What outlives a process: the committed ledger, and whether there is room.
final class Disk: Sendable {
  let ledger = MemoryLedger()
  private let full = Atomic<Bool>(false)

  var isFull: Bool { full.load(ordering: .relaxed) }

  func setFull(_ isFull: Bool) { full.store(isFull, ordering: .relaxed) }
}
