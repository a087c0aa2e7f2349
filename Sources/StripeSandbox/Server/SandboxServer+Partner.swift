/// What a test does to the sandbox past HTTP.
extension SandboxServer {
  /// All customers of a mode, deleted ones too, oldest first.
  public func customers(_ mode: SandboxMode = .test) -> [SandboxCustomer] {
    withCore { core, _ in core.customers(mode) }
  }

  /// All payment intents of a mode, oldest first.
  public func paymentIntents(_ mode: SandboxMode = .test) -> [SandboxPaymentIntent] {
    withCore { core, _ in core.paymentIntents(mode) }
  }

  /// All events of a mode, oldest first.
  public func events(_ mode: SandboxMode = .test) -> [SandboxEvent] {
    withCore { core, _ in core.events(mode) }
  }

  /// What it has counted since it started.
  public var stats: SandboxStats {
    withCore { core, _ in core.stats }
  }

  /// What its clock shows.
  public var now: SandboxInstant {
    withCore { core, now in core.now(now) }
  }

  /// Moves its clock, back when the duration is below zero; requests put off are executed then.
  public func advanceClock(by duration: Duration) {
    withCore { core, now in core.advanceClock(by: duration, at: now) }
  }

  /// Adds a fault to those still to come.
  public func inject(_ script: FaultScript) {
    withCore { core, _ in core.inject(script) }
  }

  /// Forgets the faults still to come.
  public func clearFaults() {
    withCore { core, _ in core.clearFaults() }
  }

  /// Refuses every request, or serves again; not kept over a restart.
  public func setDown(_ isDown: Bool) {
    withCore { core, _ in core.isDown = isDown }
  }

  /// Forgets all idempotency keys at once.
  public func forgetKeys() {
    withCore { core, _ in core.forgetKeys() }
  }

  /// Executes the requests that `executeLater` put off.
  public func runDeferred() {
    withCore { core, now in core.runDeferred(at: now) }
  }

  /// Sets how far Search lags.
  public func setSearchLag(_ lag: Duration) {
    withCore { core, _ in core.setSearchLag(lag) }
  }

  /// Switches rate limits on, or off with `nil`.
  public func setRateLimits(_ limits: SandboxRateLimits?) {
    withCore { core, _ in core.setRateLimits(limits) }
  }

  /// Makes its keys belong to another account.
  public func setAccountID(_ id: String) {
    withCore { core, _ in core.setAccountID(id) }
  }

  /// Makes a customer as somebody else would: no key, no check of the values.
  @discardableResult
  public func plantCustomer(
    email: String? = nil, name: String? = nil, metadata: [String: String] = [:],
    mode: SandboxMode = .test
  ) -> SandboxCustomer {
    withCore { core, now in
      core.plantCustomer(email: email, name: name, metadata: metadata, mode: mode, at: now)
    }
  }

  /// Deletes a customer behind everybody's back; false when there is none to delete.
  @discardableResult
  public func deleteCustomer(_ id: String) -> Bool {
    withCore { core, now in core.deleteCustomer(id, at: now) }
  }

  /// Merges metadata behind everybody's back, an empty value unsets; false when there is none.
  @discardableResult
  public func editMetadata(_ id: String, _ pairs: [String: String]) -> Bool {
    withCore { core, now in core.editMetadata(id, pairs, at: now) }
  }
}
