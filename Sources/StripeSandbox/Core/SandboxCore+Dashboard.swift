/// What people and the passing of time do to an account, past the API.
extension SandboxCore {
  /// All customers of a mode, deleted ones too, oldest first.
  public func customers(_ mode: SandboxMode) -> [SandboxCustomer] {
    let register = state[mode].customers
    return register.places.compactMap { register[$0.id]?.customer }
  }

  /// All payment intents of a mode, oldest first.
  public func paymentIntents(_ mode: SandboxMode) -> [SandboxPaymentIntent] {
    let register = state[mode].paymentIntents
    return register.places.compactMap { register[$0.id] }
  }

  /// All events of a mode, oldest first.
  public func events(_ mode: SandboxMode) -> [SandboxEvent] {
    let register = state[mode].events
    return register.places.compactMap { register[$0.id] }
  }

  /// Adds a fault to those still to come.
  public mutating func inject(_ script: FaultScript) {
    faults.add(script)
  }

  /// Forgets the faults still to come.
  public mutating func clearFaults() {
    faults.clear()
  }

  /// Moves the sandbox's clock, back when the duration is below zero, and then executes the
  /// requests that were put off. Keys that are too old by the new clock are forgotten for good.
  public mutating func advanceClock(by duration: Duration, at wall: SandboxInstant) {
    let offset = state.clockOffset + duration
    commit([.clockOffset(milliseconds: offset.wholeMilliseconds)])
    let limit = now(wall) + (.zero - rules.keyLifetime)
    commit([.resultsExpired(upTo: limit, jumped: true)])
    runDeferred(at: wall)
  }

  /// Sets how far Search lags; not kept over a restart.
  public mutating func setSearchLag(_ lag: Duration) {
    rules.searchLag = lag
  }

  /// Switches rate limits on, or off with `nil`; not kept over a restart.
  public mutating func setRateLimits(_ limits: SandboxRateLimits?) {
    rules.rateLimits = limits
  }

  /// Makes the keys belong to another account; not kept over a restart.
  public mutating func setAccountID(_ id: String) {
    rules.accountID = id
  }

  /// Makes a customer as somebody else would: no key, no check of the values.
  public mutating func plantCustomer(
    email: String? = nil, name: String? = nil, metadata: [String: String] = [:],
    mode: SandboxMode = .test, at wall: SandboxInstant
  ) -> SandboxCustomer {
    let now = now(wall)
    let id = newID("cus_", length: 14, at: now)
    var customer = SandboxCustomer(id: id, mode: mode, created: now.seconds)
    customer.email = email
    customer.name = name
    customer.metadata = metadata
    let event = newEvent("customer.created", customer.live, mode: mode, by: nil, at: now)
    commit([.customer(customer, at: now), .event(event)])
    return customer
  }

  /// Deletes a customer behind everybody's back; false when there is none to delete.
  public mutating func deleteCustomer(_ id: String, at wall: SandboxInstant) -> Bool {
    guard let customer = find(id), !customer.deleted else { return false }
    commit(deletion(of: customer, by: nil, at: now(wall)))
    return true
  }

  /// Merges metadata behind everybody's back, an empty value unsets; false when there is none.
  public mutating func editMetadata(
    _ id: String, _ pairs: [String: String], at wall: SandboxInstant
  ) -> Bool {
    guard var customer = find(id), !customer.deleted else { return false }
    for (name, value) in pairs { customer.metadata[name] = value.isEmpty ? nil : value }
    let now = now(wall)
    let event = newEvent("customer.updated", customer.live, mode: customer.mode, by: nil, at: now)
    commit([.customer(customer, at: now), .event(event)])
    return true
  }

  mutating func deletion(
    of customer: SandboxCustomer, by call: Call?, at now: SandboxInstant
  ) -> [SandboxChange] {
    var deleted = customer
    deleted.deleted = true
    let event = newEvent("customer.deleted", deleted.live, mode: deleted.mode, by: call, at: now)
    return [.customer(deleted, at: now), .event(event)]
  }

  private func find(_ id: String) -> SandboxCustomer? {
    let key = ExactString(id)
    return (state[.test].customers[key] ?? state[.live].customers[key])?.customer
  }
}
