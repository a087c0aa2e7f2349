public import CustomerModel
internal import Glibc
internal import JSONRPC
public import JSONRPCTransport
public import Logging

/// Tells the billing daemon about users, without ever holding up or failing a sign-up.
///
/// While the spool holds anything, later events queue up behind it, so that order is kept. An event
/// may reach the daemon twice, which does no harm.
public final class AuthBillingClient: Sendable {
  let courier: Courier
  let spool: Spool?
  let logger: Logger
  let clock: any Clock<Duration>
  let budget: Duration
  private let tally: DeliveryTally
  private static let flushLimit = Duration.seconds(5)

  /// Makes a client; the spool is opened, the connection is not.
  ///
  /// - Parameters:
  ///   - socketPath: the daemon's socket for the role `auth`.
  ///   - budget: how long one event may take; with a spool the disk gets the last 30 % of it.
  ///   - spool: where events wait for a daemon that cannot be reached; nowhere when nil.
  ///   - logger: hears of what could not be delivered, without personal data.
  ///   - clock: measures the budget.
  ///   - random: a fresh random number from 0 to 1 each time, for the jitter of retries.
  public convenience init(
    socketPath: SocketPath, budget: Duration = .milliseconds(50), spool: SpoolConfiguration? = nil,
    logger: Logger, clock: any Clock<Duration> = ContinuousClock(),
    random: @escaping @Sendable () -> Double
  ) {
    self.init(
      socketPath: socketPath, budget: budget, spool: spool, logger: logger, clock: clock,
      sync: { fsync($0) }, random: random)
  }

  /// Makes a client whose spool goes to the disk through `sync`, which does as `fsync` does.
  init(
    socketPath: SocketPath, budget: Duration, spool: SpoolConfiguration?, logger: Logger,
    clock: any Clock<Duration>, sync: @escaping @Sendable (Int32) -> Int32,
    random: @escaping @Sendable () -> Double
  ) {
    courier = Courier(socket: SocketClient(path: socketPath, random: random))
    self.budget = budget
    let tally = DeliveryTally()
    self.tally = tally
    self.spool = spool.map {
      Spool($0, sync: sync) { events, fault in
        tally.count {
          $0.spooled -= events
          $0.lost += events
        }
        logger.error("events are lost: \(fault)", metadata: ["events": "\(events)"])
      }
    }
    self.logger = logger
    self.clock = clock
  }

  deinit { spool?.close(limit: Self.flushLimit) }

  /// What was counted so far.
  public var counts: DeliveryCounts { tally.counts }

  /// Events that wait in the spool.
  public var spooledCount: Int { spool?.count ?? 0 }

  /// Tells that a user signed up; never throws, and waits no longer than the budget.
  ///
  /// Where the budget ends before the spool is on disk, the outcome says so; the event is written
  /// all the same, and should that fail, the log and `counts` tell.
  @concurrent public func userSignedUp(_ event: UserSignedUp) async -> SignupOutcome {
    switch await deliver(.signedUp(event)) {
    case .success(.stored(let customerID)): .stored(customerID)
    case .success(.skipped): .skipped
    case .success(.spooled(let onDisk)): .spooled(onDisk: onDisk)
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
      if let error = await replayAll() { return .failure(error) }
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
    case .success(.spooled(let onDisk)): return .spooled(onDisk: onDisk)
    case .failure(let failure): return .notDelivered(failure)
    }
  }

  /// Closes the connection, and blocks until the spool is on disk, five seconds at most.
  ///
  /// What is told afterwards goes to the spool.
  public func shutdown() {
    courier.shutdown()
    spool?.waitUntilIdle(limit: Self.flushLimit)
  }

  func count(_ change: (inout DeliveryCounts) -> Void) { tally.count(change) }
}
