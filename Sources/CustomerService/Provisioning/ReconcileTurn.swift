internal import Synchronization

/// Lets one pass over Stripe's list run at a time.
final class ReconcileTurn: Sendable {
  private let taken = Atomic<Bool>(false)

  /// Takes the turn; false while another pass has it.
  func take() -> Bool { !taken.exchange(true, ordering: .acquiring) }

  /// Lets the next pass begin.
  func giveBack() { taken.store(false, ordering: .releasing) }
}
