import Synchronization

/// Source of request ids: a start value that is random for each process, then a count.
public final class RequestIDs: Sendable {
  private let start: UInt64
  private let count = Atomic<UInt64>(0)

  /// Makes a source; pass a fresh random number for each start of the process.
  public init(start: UInt64) {
    self.start = start
  }

  /// The next id; never the same twice from one source.
  public func next() -> RequestID {
    RequestID(start: start, number: count.wrappingAdd(1, ordering: .relaxed).newValue)
  }
}
