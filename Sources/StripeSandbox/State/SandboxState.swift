/// All that survives a restart: a fold over the changes ever made.
struct SandboxState: Sendable {
  private(set) var test = SandboxBook()
  private(set) var live = SandboxBook()
  /// How far the sandbox's clock is ahead of its base clock.
  private(set) var clockOffset: Duration = .zero
  /// Counts the ids made, so that none is made twice.
  var sequence: UInt64 = 0

  subscript(mode: SandboxMode) -> SandboxBook {
    mode == .test ? test : live
  }

  mutating func apply(_ entry: JournalEntry) {
    for change in entry.changes { apply(change) }
    sequence = max(sequence, entry.sequence)
  }

  private mutating func apply(_ change: SandboxChange) {
    switch change {
    case .customer(let customer, let instant):
      update(customer.mode) { $0.put(customer, at: instant) }
    case .paymentIntent(let intent):
      update(intent.mode) { $0.put(intent) }
    case .event(let event):
      update(event.mode) { $0.put(event) }
    case .result(let result, let mode):
      update(mode) { $0.results.store(result) }
    case .resultsExpired(let limit, let jumped):
      for mode in SandboxMode.allCases {
        update(mode) {
          if jumped {
            $0.results.forget(storedUpTo: limit)
          } else {
            $0.results.forgetHead(storedUpTo: limit)
          }
        }
      }
    case .allResultsForgotten:
      for mode in SandboxMode.allCases { update(mode) { $0.results.forgetAll() } }
    case .clockOffset(let milliseconds):
      clockOffset = .milliseconds(milliseconds)
    }
  }

  /// Changes a book in place; through the subscript it would be copied.
  private mutating func update(_ mode: SandboxMode, _ body: (inout SandboxBook) -> Void) {
    switch mode {
    case .test: body(&test)
    case .live: body(&live)
    }
  }
}
