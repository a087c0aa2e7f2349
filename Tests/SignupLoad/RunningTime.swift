internal import Foundation
internal import Synchronization

/// Whether the load shall end.
final class RunningTime: Sendable {
  private let flag = Atomic(false)

  var isOver: Bool { flag.load(ordering: .acquiring) }

  /// Ends the load after a time, or when standard input ends.
  func watch(seconds: Double?) {
    Thread.detachNewThread { [self] in
      if let seconds {
        Thread.sleep(forTimeInterval: seconds)
      } else {
        while readLine() != nil {}
      }
      flag.store(true, ordering: .releasing)
    }
  }
}
