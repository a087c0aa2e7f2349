import CustomerModel
import CustomerService
import CustomerStore
import Logging
import Stripe
import StripeSandbox
import Synchronization

/// One world, from its seed to its verdict: the real engine on virtual clocks, in one thread.
public final class Run: Sendable {
  /// What came of a run.
  public struct Outcome: Sendable {
    /// The seed that it was drawn from.
    public let seed: UInt64
    /// The first promise that did not hold; nil when all held.
    public let breach: Breach?
    /// The same for the same seed, whatever the machine.
    public let traceHash: UInt64
    /// What happened, line by line; empty unless asked for.
    public let lines: [String]
    /// What it was made of, to see that a simulation visits what it should.
    public let tally: [String: Int]
  }

  private struct State {
    var daemons: [Daemon] = []
    var livesLeft: ArraySlice<Int> = []
    var deaths = 0
    var stepsLeft: Int?
    var keyNumber = 0
    var guests = 0
    var isHealed = false
    var breach: Breach?
    var steps = 0
  }

  /// Whom another system's customers belong to.
  static let stranger = "somebody-elses"

  private static let stepLimit = 400_000
  private static let settlingTime: Duration = .seconds(4 * 86400)

  let world: World
  let host: Host
  let disk = Disk()
  let account: StripeAccount
  let book = CallBook()
  private let mutant: Mutant?
  private let scenario: Scenario
  private let state = Mutex(State())

  private init(seed: UInt64, mutant: Mutant?, keepsLines: Bool) {
    world = World(seed: seed, keepsLines: keepsLines)
    host = Host(world: world)
    account = StripeAccount(world: world)
    self.mutant = mutant
    scenario = world.draw { Scenario(&$0) }
    state.withLock { $0.livesLeft = scenario.lives[...] }
  }

  /// Plays a seed to its end.
  public static func play(
    seed: UInt64, mutant: Mutant? = nil, keepsLines: Bool = false
  ) -> Outcome {
    let run = Run(seed: seed, mutant: mutant, keepsLines: keepsLines)
    run.arrange()
    run.drive()
    let breach = run.conclude()
    let trace = run.world.trace
    return Outcome(
      seed: seed, breach: breach, traceHash: trace.hash, lines: trace.lines, tally: run.tally)
  }

  // MARK: - Arranging

  private func arrange() {
    let platform = Platform(world: world, host: host, book: book)
    for (at, request) in scenario.requests {
      world.schedule(after: at) { [self] in
        let living = state.withLock { $0.daemons }
        world.note("ask \(request)")
        guard !living.isEmpty else { return }
        platform.send(request, to: world.draw { $0.pick(living) })
      }
    }
    for (at, weather) in scenario.weather {
      world.schedule(after: at) { [self] in if !isHealed { account.setWeather(weather) } }
    }
    for (at, error) in scenario.wallClocks {
      world.schedule(after: at) { [self] in host.setWallClock(wrongBy: error) }
    }
    for (at, index) in scenario.deletions {
      world.schedule(after: at) { [self] in meddle(index) { account.delete($0) } }
    }
    for (at, index) in scenario.edits {
      world.schedule(after: at) { [self] in
        meddle(index) { account.edit($0, metadata: ["theirs": "kept"]) }
      }
    }
    for (at, person, isMarked) in scenario.strangers {
      world.schedule(after: at) { [self] in
        world.note("a stranger makes a customer for \(person)\(isMarked ? ", marked" : "")")
        account.plant(
          email: Platform.email(person), metadata: isMarked ? ["user_id": Self.stranger] : [:])
      }
    }
    for (at, isFull) in scenario.fullDisk {
      world.schedule(after: at) { [self] in disk.setFull(isFull && !isHealed) }
    }
    world.schedule(after: scenario.healed) { [self] in heal() }
    start()
  }

  /// Whether the times in the ledger are the true ones.
  var isWallClockTrue: Bool { scenario.wallClocks.isEmpty }

  private var isHealed: Bool { state.withLock { $0.isHealed } }

  /// Does something to the n-th customer, if there are so many.
  private func meddle(_ index: Int, _ action: (String) -> Void) {
    let customers = account.customers
    guard customers.indices.contains(index) else { return }
    world.note("meddle with customer \(index)")
    action(customers[index].id)
  }

  private func heal() {
    world.note("heal")
    account.setWeather(.fine)
    disk.setFull(false)
    let isDead = state.withLock { state in
      state.isHealed = true
      state.stepsLeft = nil
      return state.daemons.isEmpty
    }
    if isDead { start() }
  }

  // MARK: - Driving

  private func drive() {
    while state.withLock({ $0.breach == nil }) {
      if step() { continue }
      if isHealed {
        if isQuiet { return }
        if world.now > scenario.healed + Self.settlingTime {
          return fail(.kept, "work is left undone \(Self.settlingTime) after all was well")
        }
      }
      guard let event = world.takeNextEvent() else {
        return fail(.ends, "nothing will ever happen again, and work is left")
      }
      event.action()
    }
  }

  /// Lets one job run; false when all of them wait.
  private func step() -> Bool {
    let (ready, isLimit) = state.withLock { state in
      (state.daemons.filter { $0.executor.readyCount > 0 }, state.steps >= Self.stepLimit)
    }
    guard !ready.isEmpty else { return false }
    if isLimit {
      fail(.ends, "the daemon is busy without end")
      return true
    }
    let daemon = ready.count == 1 ? ready[0] : world.draw { $0.pick(ready) }
    _ = daemon.step(world)
    let dies = state.withLock { state in
      state.steps += 1
      guard let left = state.stepsLeft else { return false }
      state.stepsLeft = left - 1
      return left <= 1
    }
    if dies { die() }
    return true
  }

  /// Everything acknowledged is settled and nobody waits for an answer.
  private var isQuiet: Bool {
    guard book.entries.openCalls == 0 else { return false }
    // A ledger in memory can always be read. The updates of a parked subject wait for a person.
    let end = WallTime(milliseconds: .max)
    let isQuiet = try? disk.ledger.read { reader throws(LedgerError) in
      let hasUpdates = try !reader.dueUpdates(at: end, horizon: end, limit: 1).isEmpty
      return try reader.counts().openAttempts == 0 && !hasUpdates
    }
    return isQuiet ?? false
  }

  // MARK: - Lives and deaths

  private func start() {
    let count = mutant == .runsTwoDaemons ? 2 : 1
    do {
      let daemons = try (0..<count).map { _ in try newDaemon() }
      state.withLock { state in
        state.daemons = daemons
        state.stepsLeft = state.isHealed ? nil : state.livesLeft.popFirst()
      }
      world.note("start")
    } catch {
      fail(.ends, "the daemon refuses to start: \(error)")
    }
  }

  private func newDaemon() throws -> Daemon {
    let pulse = Pulse()
    let number = state.withLock { $0.keyNumber }
    let network = StripeNetwork(account: account, world: world, pulse: pulse)
    let client = try StripeClient(
      transport: mutant.map { MutantNetwork(network, $0, host) } ?? network,
      key: StripeKey("sk_test_key\(number)"), baseURL: StripeNetwork.baseURL)
    return try Daemon(
      parts: ServiceParts(
        ledger: ProcessLedger(disk: disk, world: world, pulse: pulse, mutant: mutant),
        stripe: client, clock: host,
        random: { [world] in world.draw { $0.unit() } }, newGuestID: { [self] in newGuestID() },
        policy: Self.policy(mutant),
        logger: Logger(label: "simulation") { _ in SwiftLogNoOpLogHandler() }), pulse: pulse)
  }

  private func newGuestID() -> GuestID {
    let number = state.withLock { state in
      state.guests += 1
      return state.guests
    }
    return GuestID(unchecked: "guest-\(number)")
  }

  /// The design's policy; only pauses in which nothing happens are longer, to save steps.
  private static func policy(_ mutant: Mutant?) -> ServicePolicy {
    var policy = ServicePolicy(namespace: LedgerNamespace(unchecked: "sim"))
    policy.circuitMaxPause = .seconds(1800)
    policy.idlePause = .seconds(3600)
    policy.reconcilePause = .seconds(900)
    policy.adoptsVerifiedEmail = true
    mutant?.bend(&policy)
    return policy
  }

  private func die() {
    let (daemons, death) = state.withLock { state in
      let daemons = state.daemons
      state.daemons = []
      state.stepsLeft = nil
      state.deaths += 1
      return (daemons, state.deaths - 1)
    }
    world.note("kill")
    kill(daemons)
    book.note { $0.openCalls = 0 }
    if scenario.reboots[death] { host.reboot() }
    if scenario.rotations[death] { state.withLock { $0.keyNumber += 1 } }
    world.schedule(after: scenario.pauses[death]) { [self] in
      if state.withLock({ $0.daemons.isEmpty }) { start() }
    }
  }

  private func kill(_ daemons: [Daemon]) {
    for daemon in daemons where !daemon.kill() {
      fail(.ends, "the daemon's tasks do not end when they are cancelled")
    }
  }

  // MARK: - Verdict

  private func fail(_ promise: Promise, _ detail: String) {
    state.withLock { $0.breach = $0.breach ?? Breach(promise: promise, detail: detail) }
  }

  private func conclude() -> Breach? {
    kill(state.withLock { $0.daemons })
    if let breach = state.withLock({ $0.breach }) { return breach }
    do {
      return try Verdict(run: self).firstBreach()
    } catch {
      return Breach(promise: .ends, detail: "the ledger cannot be read: \(error)")
    }
  }

  private var tally: [String: Int] {
    var tally = book.entries.ends
    let state = state.withLock { $0 }
    tally["steps"] = state.steps
    tally["deaths"] = state.deaths
    tally["customers"] = account.customers.count
    for (name, count) in account.stats.requests { tally[name] = count }
    // A ledger in memory can always be read.
    let audits = try? disk.ledger.read { reader throws(LedgerError) in
      try reader.audits(after: 0, limit: .max)
    }
    for audit in audits ?? [] { tally[audit.entry.event, default: 0] += 1 }
    return tally
  }
}
