/// How far a long call has come.
public struct Progress: Hashable, Sendable {
  /// Items that are done.
  public let done: Int
  /// Items in all, when that is known.
  public let total: Int?
  /// One sentence for people.
  public let message: String?

  /// Makes a report.
  public init(done: Int, total: Int? = nil, message: String? = nil) {
    self.done = done
    self.total = total
    self.message = message
  }
}
