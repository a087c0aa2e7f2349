/// Which try at making a subject's customer this is, counted from 1.
///
/// A new generation means a new idempotency key, and is begun only when it is certain that the one
/// before made no customer that still lives.
public struct Generation: Hashable, Sendable, Comparable {
  /// The count, 1 or more.
  public let number: Int

  /// Takes a count of 1 or more.
  public init(number: Int) {
    precondition(number >= 1, "generations count from 1")
    self.number = number
  }

  /// The first.
  public static let first = Generation(number: 1)

  /// The one after this.
  public var next: Generation { Generation(number: number + 1) }

  /// The earlier one is less.
  public static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}
