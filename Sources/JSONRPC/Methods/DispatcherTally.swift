import Synchronization

/// The counters that all connections share.
final class DispatcherTally: Sendable {
  private let requests = Atomic<Int>(0)
  private let errors = Atomic<Int>(0)
  private let faults = Atomic<Int>(0)
  private let refusedNotifications = Atomic<Int>(0)
  private let callsUnderWay = Atomic<Int>(0)

  /// The counters as values.
  var counts: DispatcherCounts {
    DispatcherCounts(
      requests: requests.load(ordering: .relaxed), errors: errors.load(ordering: .relaxed),
      faults: faults.load(ordering: .relaxed),
      refusedNotifications: refusedNotifications.load(ordering: .relaxed),
      callsUnderWay: callsUnderWay.load(ordering: .relaxed))
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
