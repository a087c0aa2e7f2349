import Synchronization

/// The counters that all connections share.
final class DispatcherTally: Sendable {
  private let requests = Atomic<Int>(0)
  private let errors = Atomic<Int>(0)
  private let faults = Atomic<Int>(0)
  private let refusedNotifications = Atomic<Int>(0)
  private let callsUnderWay = Atomic<Int>(0)
  private let methods: [MethodName]
  /// For each method, and after them for requests without one: results, then each status.
  private let replies: [TallyCounter]

  private static let kinds = StatusCode.allCases.count + 1

  init(methods: [MethodName]) {
    self.methods = methods
    replies = (0..<(methods.count + 1) * Self.kinds).map { _ in TallyCounter() }
  }

  /// The counters as values.
  var counts: DispatcherCounts {
    DispatcherCounts(
      requests: requests.load(ordering: .relaxed), errors: errors.load(ordering: .relaxed),
      faults: faults.load(ordering: .relaxed),
      refusedNotifications: refusedNotifications.load(ordering: .relaxed),
      callsUnderWay: callsUnderWay.load(ordering: .relaxed), replies: replyCounts)
  }

  private var replyCounts: [ReplyCount] {
    replies.indices.compactMap { index in
      let (method, kind) = index.quotientAndRemainder(dividingBy: Self.kinds)
      let count = replies[index].value
      guard count > 0 else { return nil }
      return ReplyCount(
        method: method < methods.count ? methods[method] : nil,
        status: StatusCode(rawValue: kind), count: count)
    }
  }

  /// Counts what a request was answered; the index is the method's, nil where there is none.
  func countReply(of method: Int?, _ status: StatusCode?) {
    replies[(method ?? methods.count) * Self.kinds + (status?.rawValue ?? 0)].countUp()
  }

  func countRequest() { requests.wrappingAdd(1, ordering: .relaxed) }
  func countError() { errors.wrappingAdd(1, ordering: .relaxed) }
  func countFault() { faults.wrappingAdd(1, ordering: .relaxed) }
  func countRefusedNotification() { refusedNotifications.wrappingAdd(1, ordering: .relaxed) }

  /// Takes one of the places for calls; false when all are taken.
  func takePlace(of limit: Int) -> Bool {
    let taken = callsUnderWay.wrappingAdd(1, ordering: .relaxed).newValue
    guard taken > limit else { return true }
    releasePlace()
    return false
  }

  func releasePlace() {
    callsUnderWay.wrappingSubtract(1, ordering: .relaxed)
  }
}
