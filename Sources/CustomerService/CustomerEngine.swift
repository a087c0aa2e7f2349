internal import CustomerModel
internal import CustomerStore
internal import Logging
public import ServiceLifecycle
public import Stripe

/// Makes and keeps customers: the workers behind the handlers, as one service.
///
/// Handlers commit what is wanted and wake the workers; everything the workers need to go on with
/// after a crash is in the ledger.
public struct CustomerEngine: Service {
  let parts: ServiceParts
  let gate: StripeGate
  let attemptWaiters = SubjectWaiters()
  let updateWaiters = SubjectWaiters()
  let attempts: WorkQueue
  let updates: WorkQueue
  let trust: LedgerTrust
  let reconcileTurn = ReconcileTurn()
  private let draining = DrainFlag()

  /// Sets up the workers; nothing runs before `run()`.
  ///
  /// - Throws: `ServiceError` when the ledger belongs to another mode or namespace, `LedgerError`
  ///   when it cannot be read.
  public init(parts: ServiceParts, limits: RateLimits) throws {
    let attempts = WorkQueue(capacity: parts.policy.maxConcurrentAttempts)
    let updates = WorkQueue(capacity: parts.policy.maxConcurrentUpdates)
    self.parts = parts
    self.attempts = attempts
    self.updates = updates
    gate = StripeGate(
      parts: parts, limiter: RateLimiter(limits: limits, now: parts.clock.bootNow())
    ) {
      attempts.signal.wake()
      updates.signal.wake()
    }
    trust = LedgerTrust(parts: parts, gate: gate)
    try accountCheck.checkOffline()
  }

  /// Works until the task is cancelled or a graceful shutdown begins.
  ///
  /// - Throws: `ServiceError.wrongAccount` once Stripe says that the key is another account's.
  public func run() async throws {
    try await cancelWhenGracefulShutdown { try await work() }
  }

  /// Works until the task is cancelled, in that task and its children alone; throws as `run()`.
  public func work() async throws {
    guard try await stampWhenPossible() else { return }
    await trust.awaited()
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await provisioner.run() }
      group.addTask { await updater.run() }
      group.addTask { await reconciler.run() }
    }
  }

  /// Whether new work is refused.
  var isDraining: Bool { draining.isSet }

  /// Refuses new work from here on; what is under way and what is in the ledger goes on.
  func drain() { draining.set() }

  /// How many creations and updates are under way.
  var underWay: Int { attempts.busyCount + updates.busyCount }

  private func stampWhenPossible() async throws -> Bool {
    while !Task.isCancelled {
      if try await accountCheck.stamp() { return true }
      await parts.clock.sleep(for: gate.untilNextLook ?? .seconds(1))
    }
    return false
  }

  private var accountCheck: AccountCheck { AccountCheck(parts: parts, gate: gate, trust: trust) }

  private var provisioner: Provisioner {
    let runner = AttemptRunner(parts: parts, gate: gate, waiters: attemptWaiters)
    return Provisioner(parts: parts, gate: gate, runner: runner, queue: attempts) { subject in
      updates.hurry(subject)
    }
  }

  private var updater: Updater {
    let runner = UpdateRunner(parts: parts, gate: gate, waiters: updateWaiters) {
      attempts.hurry($0)
    }
    return Updater(parts: parts, gate: gate, runner: runner, queue: updates)
  }

  private var reconciler: Reconciler {
    Reconciler(parts: parts, gate: gate, waiters: attemptWaiters) { attempts.hurry($0) }
  }
}
