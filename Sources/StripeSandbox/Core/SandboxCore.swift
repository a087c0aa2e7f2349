/// Stripe's documented customer semantics as a pure value: a request and a moment in, a reply out.
///
/// It does no I/O and reads no clock, so that a simulation may run it in-process; the same seed,
/// moments and requests give the same replies. `SandboxServer` puts HTTP around it.
public struct SandboxCore: Sendable {
  /// How it behaves when no fault is scripted.
  public internal(set) var rules: SandboxRules
  /// What it has counted since it started.
  public internal(set) var stats = SandboxStats()
  /// Whether every request is met with a closed connection; control requests still pass.
  public var isDown = false

  var state = SandboxState()
  var faults = FaultQueue()
  var inFlight: Set<KeyHold> = []
  var deferred: [SandboxRequest] = []
  private var buckets = RateBuckets()
  private var requestCount: UInt64 = 0
  private let keepsJournal: Bool
  private var journal: [JournalEntry] = []

  /// Makes a core that has lived through `entries`; with `keepsJournal` it notes further ones.
  public init(
    rules: SandboxRules = SandboxRules(), replaying entries: [JournalEntry] = [],
    keepsJournal: Bool = false
  ) {
    self.rules = rules
    self.keepsJournal = keepsJournal
    for entry in entries { state.apply(entry) }
  }

  /// Answers one request that comes in when the base clock shows `wall`.
  public mutating func exchange(
    _ request: SandboxRequest, at wall: SandboxInstant
  ) -> SandboxReply {
    if request.path.hasPrefix("/_sandbox/") { return .whole(control(request, at: wall)) }
    if isDown { return .closed }
    let endpoint = Endpoint(method: request.method, path: request.path)
    stats.requests[endpoint?.name ?? "other", default: 0] += 1
    guard let script = faults.next(for: request) else {
      return .whole(process(request, now: now(wall)))
    }
    stats.faults += 1
    return strike(script, request, now: now(wall))
  }

  /// Ends the flight of a key whose answer has been delivered, or was given up.
  public mutating func release(_ hold: KeyHold) {
    inFlight.remove(hold)
  }

  /// Takes what has to be written down before the last reply may be sent.
  public mutating func takeJournal() -> [JournalEntry] {
    let taken = journal
    journal = []
    return taken
  }

  /// What the sandbox's clock shows when the base clock shows `wall`.
  public func now(_ wall: SandboxInstant) -> SandboxInstant {
    wall + state.clockOffset
  }

  /// Sends a request the ordinary way, with the headers that every answer of Stripe bears.
  mutating func process(
    _ request: SandboxRequest, forced: ForcedError? = nil, isLimited: Bool = true,
    now: SandboxInstant
  ) -> SandboxResponse {
    requestCount += 1
    let id = mint.id("req_", length: 14, sequence: requestCount, at: now)
    var response: SandboxResponse
    do throws(Refusal) {
      response = try answer(request, id, forced, isLimited: isLimited, now: now)
    } catch {
      response = error.response
    }
    response = decorated(response, for: request, id: id, now: now)
    stats.statuses[String(response.status), default: 0] += 1
    return response
  }

  /// Makes changes happen, all or none, and notes them for the journal.
  mutating func commit(_ changes: [SandboxChange]) {
    if changes.isEmpty { return }
    let entry = JournalEntry(sequence: state.sequence, changes: changes)
    state.apply(entry)
    if keepsJournal { journal.append(entry) }
  }

  mutating func newID(_ prefix: String, length: Int, at now: SandboxInstant) -> String {
    state.sequence += 1
    return mint.id(prefix, length: length, sequence: state.sequence, at: now)
  }

  func decorated(
    _ response: SandboxResponse, for request: SandboxRequest, id: String, now: SandboxInstant
  ) -> SandboxResponse {
    let version = request.headers.first(named: "stripe-version") ?? rules.apiVersion
    var out = response
    if out.headers.first(named: "content-type") == nil {
      out.headers.append(SandboxHeader("Content-Type", "application/json"))
    }
    out.headers += [
      SandboxHeader("Date", HTTPDate.text(now)), SandboxHeader("Request-Id", id),
      SandboxHeader("Stripe-Version", version),
    ]
    if let key = request.headers.first(named: "idempotency-key") {
      out.headers.append(SandboxHeader("Idempotency-Key", key))
    }
    return out
  }

  private var mint: IDMint { IDMint(seed: rules.seed) }

  private mutating func answer(
    _ request: SandboxRequest, _ id: String, _ forced: ForcedError?, isLimited: Bool,
    now: SandboxInstant
  ) throws(Refusal) -> SandboxResponse {
    guard let caller = Caller(request) else { throw .unauthorized }
    guard let endpoint = Endpoint(method: request.method, path: request.path) else {
      throw .unrecognizedURL
    }
    if isLimited, let limits = rules.rateLimits {
      try buckets.admit(endpoint, mode: caller.mode, limits: limits, now: now)
    }
    let call = Call(request, caller: caller, endpoint: endpoint, requestID: id, now: now)
    if request.method == "POST" { return try post(call, forced) }
    if let forced, !forced.isExecuted { throw .serverError }
    let answer = try read(call)
    if forced != nil { throw .serverError }
    return answer
  }
}
