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
    await replayAll() == nil
  }

  /// Empties the spool in order, also of what is on its way to the disk; an error when it could not.
  func replayAll() async -> RPCError? {
    if let ticket = spool?.barrier() {
      let deadline = Deadline(budget: Self.replayTimeout, clock: clock)
      // Where the disk takes longer, the rest is still there below.
      _ = await deadline.hold { .success(await ticket.wait()) }
    }
    return await replayRest()
  }

  /// Empties the spool in order of what is on disk; an error when it could not.
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
    // What is on its way to the disk goes first.
    return spool.count > 0 ? .spoolBusy : nil
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
