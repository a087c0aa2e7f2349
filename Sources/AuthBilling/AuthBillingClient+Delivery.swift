internal import JSONRPC
internal import Logging

extension AuthBillingClient {
  /// Takes an event to the daemon, or else to the spool, within the budget.
  func deliver(_ notice: Notice) async -> Result<Receipt, DeliveryFailure> {
    let elapsed = Self.stopwatch(on: clock)
    // The disk gets the last part of the budget.
    let share = spool == nil ? budget : budget * 7 / 10
    let deadline = Deadline(budget: share, clock: clock)
    let result = await deadline.hold { [self] in await sendInTurn(notice, timeout: share) }
    switch result {
    case .success(let receipt):
      count { $0.delivered += 1 }
      return .success(receipt)
    case .failure(let error) where error.isRefusal:
      count { $0.refused += 1 }
      logger.error("the daemon refuses an event", metadata: ["reason": "\(error.reason)"])
      return .failure(.refused(error.reason))
    case .failure(let error):
      return await keep(notice, because: error) { budget - elapsed() }
    }
  }

  /// Sends an event once everything before it has been sent.
  private func sendInTurn(
    _ notice: Notice, timeout: Duration
  ) async -> Result<Receipt, RPCError> {
    if let error = await replayRest() { return .failure(error) }
    return await courier.send(notice, timeout: timeout)
  }

  /// Puts what was not delivered into the spool, and waits for the disk as long as is left.
  private func keep(
    _ notice: Notice, because error: RPCError, left: () -> Duration
  ) async -> Result<Receipt, DeliveryFailure> {
    let reason: Logger.Metadata = ["reason": "\(error.reason)"]
    guard let spool else {
      count { $0.lost += 1 }
      logger.error("an event is lost: there is no spool", metadata: reason)
      return .failure(.unreachable(error.reason))
    }
    do throws(SpoolFault) {
      let ticket = try spool.append(notice)
      count { $0.spooled += 1 }
      logger.notice("an event goes to the spool", metadata: reason)
      return await wait(for: ticket, left: left())
    } catch {
      count { $0.lost += 1 }
      logger.error("an event is lost: \(error)", metadata: reason)
      return .failure(error.failure)
    }
  }

  private func wait(
    for ticket: SpoolTicket, left: Duration
  ) async -> Result<Receipt, DeliveryFailure> {
    let deadline = Deadline(budget: max(.zero, left), clock: clock)
    let answer = await deadline.hold { .success(await ticket.wait()) }
    // What cannot be written was counted and logged by the spool.
    if case .success(.failed(let fault)) = answer { return .failure(fault.failure) }
    return .success(.spooled(onDisk: answer == .success(.written)))
  }

  /// Tells how much time has gone by since this call.
  private static func stopwatch(on clock: some Clock<Duration>) -> @Sendable () -> Duration {
    let begun = clock.now
    return { begun.duration(to: clock.now) }
  }
}
