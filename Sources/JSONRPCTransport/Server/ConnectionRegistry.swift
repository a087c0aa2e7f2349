import JSONRPC
import NIOCore
import Synchronization

/// The open connections of a server, counted against the limit and told when the server stops.
final class ConnectionRegistry: Sendable {
  /// What becomes of a connection that was just accepted.
  enum Admission {
    /// It is served under this number.
    case admitted(UInt64)
    /// It is refused with a word: the limit is reached.
    case full
    /// It is closed: the server stops.
    case stopping
  }

  private struct State {
    var isStopping = false
    var accepted: UInt64 = 0
    var open: [UInt64: Member] = [:]
    var openByRole: [Role: Int] = [:]
  }

  private struct Member {
    let handler: NIOLoopBound<ConnectionHandler>
    let role: Role
  }

  private let limits: Limits
  private let whenEmpty: @Sendable () -> Void
  private let state = Mutex(State())

  /// Makes a registry.
  ///
  /// - Parameter whenEmpty: called once the server stops and no connection is left.
  init(limits: Limits, whenEmpty: @escaping @Sendable () -> Void) {
    self.limits = limits
    self.whenEmpty = whenEmpty
  }

  /// Decides about a new connection of a role; called on the event loop of `handler`.
  func admit(_ handler: NIOLoopBound<ConnectionHandler>, role: Role) -> Admission {
    state.withLock { state in
      guard !state.isStopping else { return .stopping }
      guard state.open.count < limits.connections,
        state.openByRole[role, default: 0] < limits.connectionsPerRole
      else { return .full }
      state.accepted += 1
      state.open[state.accepted] = Member(handler: handler, role: role)
      state.openByRole[role, default: 0] += 1
      return .admitted(state.accepted)
    }
  }

  /// A connection has ended.
  func leave(_ number: UInt64) {
    let isLast = state.withLock { state in
      if let member = state.open.removeValue(forKey: number) {
        state.openByRole[member.role, default: 0] -= 1
      }
      return state.isStopping && state.open.isEmpty
    }
    if isLast { whenEmpty() }
  }

  /// From now on nothing is admitted, and every connection ends when its calls are answered.
  func drain() {
    let open = stop()
    for handler in open { handler.execute { $0.drain() } }
    if open.isEmpty { whenEmpty() }
  }

  /// From now on nothing is admitted, and every connection ends at once.
  func close() {
    let open = stop()
    for handler in open { handler.execute { $0.close() } }
    if open.isEmpty { whenEmpty() }
  }

  private func stop() -> [NIOLoopBound<ConnectionHandler>] {
    state.withLock { state in
      state.isStopping = true
      return state.open.values.map(\.handler)
    }
  }
}
