internal import CustomerModel
internal import Synchronization

/// Which subjects a worker loop has under way, and whom a waiting caller wants done first.
final class WorkQueue: Sendable {
  private struct State {
    var busy: Set<Subject> = []
    var hurried: [Subject] = []
    var again: Set<Subject> = []
  }

  /// Wakes the loop.
  let signal = WakeSignal()
  /// How many may be under way at once.
  let capacity: Int
  private let state = Mutex(State())

  init(capacity: Int) { self.capacity = capacity }

  /// How many more may be under way.
  var room: Int { state.withLock { capacity - $0.busy.count } }

  /// How many are under way.
  var busyCount: Int { state.withLock { $0.busy.count } }

  /// Puts a subject before the backlog; bounded, as the ledger remembers the rest.
  func hurry(_ subject: Subject) {
    state.withLock { state in
      if state.busy.contains(subject) {
        state.again.insert(subject)
      } else if state.hurried.count < 4096 {
        state.hurried.append(subject)
      }
    }
    signal.wake()
  }

  /// Takes the hurried subjects, at most `limit`.
  func takeHurried(limit: Int) -> [Subject] {
    state.withLock { state in
      let taken = Array(state.hurried.prefix(limit))
      state.hurried.removeFirst(taken.count)
      return taken
    }
  }

  /// Claims a subject; false when it is under way already or there is no room.
  func start(_ subject: Subject) -> Bool {
    state.withLock { state in
      state.busy.count < capacity && state.busy.insert(subject).inserted
    }
  }

  /// Gives a subject back; somebody who hurried it meanwhile gets another round.
  func finish(_ subject: Subject) {
    state.withLock { state in
      state.busy.remove(subject)
      if state.again.remove(subject) != nil { state.hurried.append(subject) }
    }
    signal.wake()
  }
}
