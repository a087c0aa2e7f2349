internal import CustomerModel
internal import Logging
internal import Stripe
internal import Synchronization

/// The one way to Stripe: keeps Stripe's time, the rate budget, the circuit and the account hold.
final class StripeGate: Sendable {
  private struct State {
    var time: StripeTimekeeper
    var circuit: CircuitBreaker
    var limiter: RateLimiter
    /// Calls by endpoint, then by kind of outcome.
    var calls: [StripeEndpoint: [String: Int]] = [:]
  }

  private let parts: ServiceParts
  private let state: Mutex<State>
  /// Wakes the loops when the circuit opens, as one of them must look, and when it closes.
  private let turned: @Sendable () -> Void

  init(parts: ServiceParts, limiter: RateLimiter, turned: @escaping @Sendable () -> Void) {
    self.parts = parts
    self.turned = turned
    state = Mutex(
      State(
        time: StripeTimekeeper(freshness: parts.policy.stripeTimeFreshness),
        circuit: CircuitBreaker(
          threshold: parts.policy.circuitThreshold, maxPause: parts.policy.circuitMaxPause),
        limiter: limiter))
  }

  /// A fingerprint of the API key in force.
  var credential: String { parts.stripe.key.fingerprint }

  /// Stripe's time, or nil when it must be learned first.
  var stripeNow: StripeInstant? {
    let (boot, wall) = (parts.clock.bootNow(), parts.clock.wallNow())
    return state.withLock { $0.time.now(boot: boot, wall: wall) }
  }

  /// The newest moment that Stripe itself named, while fresh.
  var watermark: StripeInstant? {
    let (boot, wall) = (parts.clock.bootNow(), parts.clock.wallNow())
    return state.withLock { $0.time.newestSeen(boot: boot, wall: wall) }
  }

  /// How Stripe stands and the last failure's word.
  var standing: (CircuitBreaker.State, lastError: String?) {
    state.withLock { ($0.circuit.state, $0.circuit.lastError) }
  }

  /// Calls so far, in the order of their names.
  var callCounts: [StripeCallCount] {
    let calls = state.withLock { $0.calls }
    return calls.sorted { $0.key.rawValue < $1.key.rawValue }.flatMap { endpoint, outcomes in
      outcomes.sorted { $0.key < $1.key }.map {
        StripeCallCount(endpoint: endpoint.rawValue, outcome: $0.key, count: $0.value)
      }
    }
  }

  /// Whether ordinary calls may go out.
  var isOpenForCalls: Bool { state.withLock { $0.circuit.isClosed } }

  /// How long until the next look at a Stripe that is not answering; nil when it answers.
  var untilNextLook: Duration? {
    let boot = parts.clock.bootNow()
    return state.withLock { $0.circuit.nextLook.map { max(.zero, $0 - boot) } }
  }

  /// Makes a call within the rate budget and learns from its answer.
  ///
  /// Nil where the circuit is open: then nothing is sent. `look()` is what may close it.
  func perform<Value: Sendable>(
    _ endpoint: StripeEndpoint, foreground: Bool,
    _ call: @Sendable (StripeClient) async -> StripeReply<Value>
  ) async -> StripeOutcome<Value>? {
    guard isOpenForCalls else { return nil }
    return await exchange(endpoint, foreground: foreground, call)
  }

  /// Asks Stripe something harmless: closes the circuit when answered, and learns Stripe's time.
  func look() async { _ = await newestCustomers(limit: 1) }

  /// The same question, with its answer: the newest customers; nil when Stripe did not answer.
  func newestCustomers(limit: Int) async -> [StripeCustomer]? {
    var query = CustomerQuery()
    query.limit = limit
    let question = query
    let outcome = await exchange(.listCustomers, foreground: true) {
      await $0.listCustomers(question)
    }
    return outcome.success?.value.items
  }

  /// Which account the key opens; nil when Stripe did not say, and then it must be asked again.
  ///
  /// A restricted key is refused here and may still do all that is needed, so the refusal says
  /// nothing about the key.
  func account() async -> KeyedAccount? {
    await waitForBudget(.retrieveAccount, foreground: true)
    switch await parts.stripe.retrieveAccount().outcome {
    case .ok(let account, _): return .named(account.id.text)
    // A server that has no such page need not say so in Stripe's words.
    case .accountWide, .refused, .unknown(.notJSON(status: 404)): return .unreadable
    case .unknown, .notExecuted, .keySpent, .redirected: return nil
    }
  }

  private func exchange<Value: Sendable>(
    _ endpoint: StripeEndpoint, foreground: Bool,
    _ call: @Sendable (StripeClient) async -> StripeReply<Value>
  ) async -> StripeOutcome<Value> {
    await waitForBudget(endpoint, foreground: foreground)
    let reply = await call(parts.stripe)
    learn(from: reply, endpoint)
    return reply.outcome
  }

  private func waitForBudget(_ endpoint: StripeEndpoint, foreground: Bool) async {
    while !Task.isCancelled {
      let boot = parts.clock.bootNow()
      let wait = state.withLock {
        $0.limiter.take(endpoint, priority: foreground ? .foreground : .backlog, now: boot)
      }
      if wait <= .zero { return }
      await parts.clock.sleep(for: wait)
    }
  }

  private func learn<Value>(from reply: StripeReply<Value>, _ endpoint: StripeEndpoint) {
    let (boot, wall, random) = (parts.clock.bootNow(), parts.clock.wallNow(), parts.random())
    let (before, after) = state.withLock { state in
      let before = state.circuit.state
      state.calls[endpoint, default: [:]][reply.outcome.kind, default: 0] += 1
      if let date = reply.date {
        state.time.saw(StripeInstant(seconds: date.seconds), boot: boot, wall: wall)
      }
      switch reply.outcome {
      case .accountWide(let status):
        state.circuit.keyRefused("key_refused_\(status)", boot: boot, random: random)
      case .unknown(.cancelled):
        break
      case .unknown, .redirected, .notExecuted(.noConnection, _):
        state.circuit.failed(reply.outcome.word, boot: boot, random: random)
      case .notExecuted(let reason, let after):
        state.limiter.slowDown(endpoint, after: reason, retryAfter: after, now: boot)
        _ = state.circuit.answered()
      case .ok, .refused, .keySpent:
        _ = state.circuit.answered()
      }
      return (before, state.circuit.state)
    }
    if before != after { report(from: before, to: after) }
  }

  private func report(from before: CircuitBreaker.State, to after: CircuitBreaker.State) {
    switch (before, after) {
    case (_, .closed):
      parts.logger.notice("stripe answers")
    case (.open, .open), (.accountHold, .accountHold), (_, .unchecked): return
    case (_, .open):
      parts.logger.warning("stripe does not answer; what is accepted waits")
    case (_, .accountHold):
      parts.logger.error("stripe refuses the key; all sending stops until it works again")
    }
    turned()
  }
}
