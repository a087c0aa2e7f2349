public import CustomerModel
internal import JSONRPC
public import JSONRPCTransport
public import Logging
internal import Synchronization

/// Tells the billing daemon about users, without ever holding up or failing a sign-up.
///
/// While the spool holds anything, later events queue up behind it, so that order is kept. An event
/// may reach the daemon twice, which does no harm.
public final class AuthBillingClient: Sendable {
  let courier: Courier
  let spool: Spool?
  let logger: Logger
  let clock: any Clock<Duration>
  private let budget: Duration
  private let tally = Mutex(DeliveryCounts())

  /// Makes a client; the spool is opened, the connection is not.
  ///
  /// - Parameters:
  ///   - socketPath: the daemon's socket for the role `auth`.
  ///   - budget: how long one event may wait for the daemon.
  ///   - spool: where events wait for a daemon that cannot be reached; nowhere when nil.
  ///   - logger: hears of what could not be delivered, without personal data.
  ///   - clock: measures the budget.
  ///   - random: a fresh random number from 0 to 1 each time, for the jitter of retries.
  public init(
    socketPath: SocketPath, budget: Duration = .milliseconds(50), spool: SpoolConfiguration? = nil,
    logger: Logger, clock: any Clock<Duration> = ContinuousClock(),
    random: @escaping @Sendable () -> Double
  ) {
    courier = Courier(socket: SocketClient(path: socketPath, random: random))
    self.budget = budget
    self.spool = spool.map { Spool($0) }
    self.logger = logger
    self.clock = clock
  }

  /// What was counted so far.
  public var counts: DeliveryCounts { tally.withLock { $0 } }

  /// Events that wait in the spool.
  public var spooledCount: Int { spool?.count ?? 0 }

  /// Tells that a user signed up; never throws, and waits no longer than the budget for the daemon.
  ///
  /// Where the event goes to the spool, the time of one append and `fsync` is added.
  @concurrent public func userSignedUp(_ event: UserSignedUp) async -> SignupOutcome {
    switch await deliver(.signedUp(event)) {
    case .success(.stored(let customerID)): .stored(customerID)
    case .success(.skipped): .skipped
    case .success(.spooled): .spooled
    case .failure(let failure): .notDelivered(failure)
    }
  }

  /// Waits until the user of a sign-up has a customer; nil when that takes longer than `limit`.
  ///
  /// For pages that show the customer's id, not for a sign-up: it never throws, and what it asks
  /// does not go to the spool.
  @concurrent public func customerID(
    for event: UserSignedUp, within limit: Duration
  ) async -> CustomerID? {
    let deadline = Deadline(budget: limit, clock: clock)
    let result = await deadline.hold { [self] () async -> Result<Receipt, RPCError> in
      if let error = await replayRest() { return .failure(error) }
      return await courier.send(.signedUp(event), timeout: limit, waits: true)
    }
    guard case .success(.stored(let customerID)) = result else { return nil }
    return customerID
  }

  /// Tells what changed about a user; never throws, and waits as `userSignedUp(_:)` does.
  @concurrent public func userUpdated(_ event: UserUpdated) async -> UpdateOutcome {
    if event.isEmpty { return .stored }
    switch await deliver(.updated(event)) {
    case .success(.stored), .success(.skipped): return .stored
    case .success(.spooled): return .spooled
    case .failure(let failure): return .notDelivered(failure)
    }
  }

  /// Closes the connection; what is told afterwards goes to the spool.
  public func shutdown() { courier.shutdown() }

  func count(_ change: (inout DeliveryCounts) -> Void) { tally.withLock { change(&$0) } }

  private func deliver(_ notice: Notice) async -> Result<Receipt, DeliveryFailure> {
    let deadline = Deadline(budget: budget, clock: clock)
    let result = await deadline.hold { [self] in await sendInTurn(notice) }
    switch result {
    case .success(let receipt):
      count { $0.delivered += 1 }
      return .success(receipt)
    case .failure(let error) where error.isRefusal:
      count { $0.refused += 1 }
      logger.error("the daemon refuses an event", metadata: ["reason": "\(error.reason)"])
      return .failure(.refused(error.reason))
    case .failure(let error):
      return keep(notice, because: error)
    }
  }

  /// Sends an event once everything before it has been sent.
  private func sendInTurn(_ notice: Notice) async -> Result<Receipt, RPCError> {
    if let error = await replayRest() { return .failure(error) }
    return await courier.send(notice, timeout: budget)
  }

  /// Puts what was not delivered into the spool.
  private func keep(_ notice: Notice, because error: RPCError) -> Result<Receipt, DeliveryFailure> {
    let reason: Logger.Metadata = ["reason": "\(error.reason)"]
    guard let spool else {
      count { $0.lost += 1 }
      logger.error("an event is lost: there is no spool", metadata: reason)
      return .failure(.unreachable(error.reason))
    }
    do throws(SpoolFault) {
      try spool.append(notice)
      count { $0.spooled += 1 }
      logger.notice("an event waits in the spool", metadata: reason)
      return .success(.spooled)
    } catch {
      count { $0.lost += 1 }
      logger.error("an event is lost: \(error)", metadata: reason)
      return .failure(error.failure)
    }
  }
}
