/// A promise that did not hold.
public struct Breach: Sendable, Equatable, CustomStringConvertible {
  /// Which one.
  public let promise: Promise
  /// What was found instead.
  public let detail: String

  /// One line for people.
  public var description: String { "\(promise.rawValue): \(detail)" }
}
