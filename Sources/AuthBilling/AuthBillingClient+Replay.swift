public import JSONRPC
internal import Logging

extension AuthBillingClient {
  private static let replayTimeout = Duration.seconds(5)

  /// Sends what waits in the spool, oldest first, until it is empty or the daemon does not answer.
  ///
  /// One replay runs at a time; each event has five seconds.
  ///
  /// - Returns: whether nothing is left.
  @discardableResult
  @concurrent public func replay() async -> Bool {
    await replayRest() == nil
  }

  /// Empties the spool in order; an error when it could not.
  func replayRest() async -> RPCError? {
    guard let spool, spool.count > 0 else { return nil }
    guard spool.beginReplay() else { return .spoolBusy }
    defer { spool.endReplay() }
    while let line = spool.front() {
      let deadline = Deadline(budget: Self.replayTimeout, clock: clock)
      let result = await deadline.hold { [courier] in
        await courier.send(line.notice, timeout: Self.replayTimeout)
      }
      switch result {
      case .success:
        count { $0.replayed += 1 }
      case .failure(let error) where error.isRefusal:
        count { $0.refused += 1 }
        logger.error("the daemon refuses a spooled event", metadata: ["reason": "\(error.reason)"])
      case .failure(let error):
        return error
      }
      spool.drop(line)
    }
    noteUnreadable()
    return nil
  }

  private func noteUnreadable() {
    guard let found = spool?.takeUnreadable(), found > 0 else { return }
    count { $0.unreadable += found }
    logger.error("spooled lines cannot be read", metadata: ["lines": "\(found)"])
  }
}

extension RPCError {
  fileprivate static var spoolBusy: RPCError {
    .unavailable("cannot send: older events are on their way", reason: .spoolBusy, executed: .no)
  }
}

extension ErrorReason {
  /// Older events of the spool are being sent; this one queues up behind them.
  public static let spoolBusy = ErrorReason("SPOOL_BUSY")
}
