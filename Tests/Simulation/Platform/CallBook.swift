import Synchronization

/// What the platform asked and was told: what it may rely on from then on.
final class CallBook: Sendable {
  struct Answer: Sendable {
    /// `user 1`, `payment 2`: who was answered.
    let about: String
    let customerID: String
    let at: Duration
  }

  struct Rename: Sendable {
    let userID: String
    let name: String
    let asked: Duration
    var acknowledged: Duration?
  }

  struct Entries: Sendable {
    /// Users whose sign-up was acknowledged, whatever the answer.
    var acknowledged: Set<String> = []
    /// Payments that were acknowledged.
    var payments: Set<String> = []
    var answers: [Answer] = []
    var renames: [Rename] = []
    var openCalls = 0
    /// How many calls met each end, to see what a simulation is made of.
    var ends: [String: Int] = [:]
  }

  private let state = Mutex(Entries())

  var entries: Entries { state.withLock { $0 } }

  func note(_ body: (inout Entries) -> Void) { state.withLock { body(&$0) } }
}
