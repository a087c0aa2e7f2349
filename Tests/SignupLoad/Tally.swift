internal import AuthBilling

/// What came of the sign-ups, and how long each took.
struct Tally: Encodable {
  var users = 0
  private var calls = 0
  private var stored = 0
  private var spooled = 0
  private var failed = 0
  private var replayed = 0
  private var leftInSpool = true
  private var milliseconds: [String: Double] = [:]
  private var times: [Double] = []

  private enum CodingKeys: CodingKey {
    case users, calls, stored, spooled, failed, replayed, leftInSpool, milliseconds
  }

  mutating func count(_ outcome: SignupOutcome, took time: Duration) {
    calls += 1
    times.append(time / .milliseconds(1))
    switch outcome {
    case .stored, .skipped: stored += 1
    case .spooled: spooled += 1
    case .notDelivered: failed += 1
    }
  }

  mutating func add(_ other: Tally) {
    users += other.users
    calls += other.calls
    stored += other.stored
    spooled += other.spooled
    failed += other.failed
    times += other.times
  }

  /// Completes the tally once nothing more is told.
  mutating func close(_ counts: DeliveryCounts, emptied: Bool) {
    replayed = counts.replayed
    leftInSpool = !emptied
    times.sort()
    guard let last = times.last else { return }
    func quantile(_ share: Double) -> Double { times[Int(Double(times.count - 1) * share)] }
    milliseconds = [
      "p50": quantile(0.5), "p99": quantile(0.99), "p999": quantile(0.999), "max": last,
    ]
  }
}
