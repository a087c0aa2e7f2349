import Synchronization

/// Counts the bytes that all connections of a server hold together: requests that are not complete
/// and replies that their readers have not taken.
final class HeldBytes: Sendable {
  private let limit: Int
  private let total = Atomic(0)

  /// Makes a count with the limit of `Limits.heldBytes`.
  init(limit: Int) {
    self.limit = limit
  }

  /// Whether more is held than should be.
  var isOver: Bool { total.load(ordering: .relaxed) > limit }

  /// More is held, or less.
  func change(by bytes: Int) {
    total.wrappingAdd(bytes, ordering: .relaxed)
  }
}
