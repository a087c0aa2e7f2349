/// The end of a worker thread, as its state keeps it: told once, then awaited.
struct WorkerEnd {
  /// Whether the worker was told to end.
  private(set) var isTold = false
  private var hasCome = false
  private var waiter: CheckedContinuation<Void, Never>?

  /// Tells the worker to end; true when it has already, and then nobody is resumed later.
  mutating func tell(_ continuation: CheckedContinuation<Void, Never>) -> Bool {
    isTold = true
    if hasCome { return true }
    waiter = continuation
    return false
  }

  /// The worker has ended: whoever waits goes on.
  mutating func come() {
    hasCome = true
    waiter?.resume()
    waiter = nil
  }
}
