/// The stored results of idempotency keys, in one mode.
struct ResultStore: Sendable {
  private var results: [ExactString: StoredResult] = [:]
  /// The keys in the order stored, from `head` on, so that expiry looks at few.
  private var order: [ExactString] = []
  private var head = 0

  /// The result of a key, unless it is a lifetime old.
  func result(
    of key: ExactString, now: SandboxInstant, lifetime: Duration
  ) -> StoredResult? {
    guard let result = results[key], now < result.storedAt + lifetime else { return nil }
    return result
  }

  mutating func store(_ result: StoredResult) {
    results[result.key] = result
    order.append(result.key)
  }

  /// Whether the oldest result is due to be forgotten.
  func hasExpired(now: SandboxInstant, lifetime: Duration) -> Bool {
    guard head < order.count else { return false }
    guard let oldest = results[order[head]] else { return true }
    return now >= oldest.storedAt + lifetime
  }

  mutating func forget(storedUpTo limit: SandboxInstant) {
    results = results.filter { $0.value.storedAt > limit }
    order = order[head...].filter { results[$0] != nil }
    head = 0
  }

  /// Forgets expired results from the oldest on, up to the first that is still young.
  mutating func forgetHead(storedUpTo limit: SandboxInstant) {
    while head < order.count {
      if let oldest = results[order[head]] {
        if oldest.storedAt > limit { break }
        results[order[head]] = nil
      }
      head += 1
    }
    if head > order.count / 2 {
      order.removeFirst(head)
      head = 0
    }
  }

  mutating func forgetAll() {
    self = ResultStore()
  }
}
