import CustomerAPI

/// What came of all events of one feed.
struct SignupTally: Sendable {
  var events = 0
  private(set) var existing = 0
  private(set) var created = 0
  private(set) var adopted = 0
  private(set) var pending = 0
  private(set) var skipped = 0
  private(set) var failed = 0
  private(set) var firstFailure: ControlError?

  mutating func count(_ outcome: SignupOutcome) {
    switch outcome {
    case .answered(.existing): existing += 1
    case .answered(.created): created += 1
    case .answered(.adopted): adopted += 1
    case .answered(.skipped): skipped += 1
    case .answered: pending += 1
    case .failed(let error):
      failed += 1
      firstFailure = firstFailure ?? error
    }
  }

  /// The counts with their names, in the order they are printed.
  var counts: [(name: String, count: Int)] {
    [
      ("events", events), ("existing", existing), ("created", created), ("adopted", adopted),
      ("pending", pending), ("skipped", skipped), ("failed", failed),
    ]
  }
}
