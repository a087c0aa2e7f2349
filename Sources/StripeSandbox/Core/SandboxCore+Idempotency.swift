extension SandboxCore {
  /// Executes a POST at most once per idempotency key, and stores its result.
  ///
  /// What is refused before execution throws and is not stored.
  mutating func post(
    _ call: Call, _ forced: ForcedError?
  ) throws(Refusal) -> SandboxResponse {
    let params = try ParamReader(call.request)
    let fingerprint = Self.fingerprint(call.request, params)
    if let key = call.key, let stored = try storedResult(key, call) {
      guard stored.fingerprint == fingerprint else { throw .keyReused }
      stats.replayed += 1
      return SandboxResponse(
        status: stored.status,
        headers: [
          SandboxHeader("Idempotent-Replayed", "true"),
          SandboxHeader("Original-Request", stored.requestID),
        ], body: Array(stored.body.utf8))
    }
    var execution = try execute(call, params)
    if let forced {
      let failure = Refusal.serverError.response
      execution.status = failure.status
      execution.body = .ready(String(decoding: failure.body, as: UTF8.self))
      if !forced.isExecuted { execution.changes = [] }
    }
    if !execution.changes.isEmpty { countExecution(of: call.endpoint) }
    let body = execution.body.text
    if let key = call.key {
      let result = StoredResult(
        key: key, fingerprint: fingerprint, status: execution.status, body: body,
        requestID: call.requestID, storedAt: call.now)
      execution.changes.append(.result(result, mode: call.mode))
    }
    commit(execution.changes)
    return SandboxResponse(status: execution.status, body: Array(body.utf8))
  }

  /// Forgets all results at once, as Stripe may do with those that are 24 hours old.
  public mutating func forgetKeys() {
    commit([.allResultsForgotten])
  }

  /// Puts the key of a POST in flight; `nil` when the request bears none.
  mutating func holdKey(of request: SandboxRequest) -> KeyHold? {
    guard request.method == "POST", let mode = Caller(request)?.mode,
      let key = request.headers.first(named: "idempotency-key")
    else { return nil }
    let hold = KeyHold(mode: mode, key: ExactString(key))
    return inFlight.insert(hold).inserted ? hold : nil
  }

  private mutating func storedResult(
    _ key: ExactString, _ call: Call
  ) throws(Refusal) -> StoredResult? {
    let length = key.text.utf8.count
    if length == 0 || length > FieldRule.keyLength {
      throw .invalid(
        nil, "Idempotency keys must have 1 to \(FieldRule.keyLength) characters")
    }
    if inFlight.contains(KeyHold(mode: call.mode, key: key)) { throw .keyInUse }
    // The store is not held in a constant here, or forgetting would copy it.
    if state[call.mode].results.hasExpired(now: call.now, lifetime: rules.keyLifetime) {
      let limit = call.now + (.zero - rules.keyLifetime)
      commit([.resultsExpired(upTo: limit, jumped: false)])
    }
    return state[call.mode].results.result(
      of: key, now: call.now, lifetime: rules.keyLifetime)
  }

  private mutating func countExecution(of endpoint: Endpoint) {
    switch endpoint {
    case .createCustomer: stats.customersCreated += 1
    case .updateCustomer: stats.customersUpdated += 1
    default: break
    }
  }

  /// A digest of what must be the same when a key comes again (FNV-1a, 64 bits).
  private static func fingerprint(_ request: SandboxRequest, _ params: ParamReader) -> UInt64 {
    let text = "\(request.method) \(request.path)\u{2}\(params.digestText)"
    return text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
