extension SandboxCore {
  /// Lets a scripted fault happen to a request.
  mutating func strike(
    _ script: FaultScript, _ request: SandboxRequest, now: SandboxInstant
  ) -> SandboxReply {
    var reply = outcome(of: script.fault, request, now: now)
    for (name, value) in (script.headers ?? [:]).sorted(by: { $0.key < $1.key }) {
      reply.response.headers.append(SandboxHeader(name, value))
    }
    return reply
  }

  /// Executes the requests that were put off when their connections closed.
  public mutating func runDeferred(at wall: SandboxInstant) {
    let due = deferred
    deferred = []
    stats.deferred = 0
    for request in due {
      if let mode = Caller(request)?.mode,
        let key = request.headers.first(named: "idempotency-key")
      {
        release(KeyHold(mode: mode, key: ExactString(key)))
      }
      _ = process(request, isLimited: false, now: now(wall))
    }
  }

  private mutating func outcome(
    of fault: SandboxFault, _ request: SandboxRequest, now: SandboxInstant
  ) -> SandboxReply {
    switch fault {
    case .replyLostBeforeExecution:
      return .closed
    case .replyLostAfterExecution:
      return executed(request, .closed, now: now)
    case .executeLater:
      return putOff(request)
    case .reset(let isExecuted):
      if isExecuted { return executed(request, .reset, now: now) }
      return SandboxReply(response: SandboxReply.closed.response, delivery: .reset)
    case .truncated:
      return executed(request, .truncated, now: now)
    case .endless:
      return executed(request, .endless, now: now)
    case .garbage:
      return executed(request, body: "<html>not JSON at all", now: now)
    case .oversized(let bytes):
      var reply = executed(request, .whole, now: now)
      reply.response.body += [UInt8](repeating: UInt8(ascii: " "), count: max(0, bytes))
      return reply
    case .slow(let milliseconds):
      var reply = executed(request, .whole, now: now)
      reply.delay = .milliseconds(milliseconds)
      reply.hold = holdKey(of: request)
      return reply
    case .serverError(let isExecuted):
      let forced = ForcedError(isExecuted: isExecuted)
      return .whole(process(request, forced: forced, now: now))
    case .gateway(let status, let isExecuted):
      if isExecuted { _ = process(request, now: now) }
      return .whole(Self.gatewayPage(status, now: now))
    case .wrongObject:
      return executed(request, body: Self.charge, now: now)
    case .foreignCustomer:
      return executed(request, body: foreignCustomer(for: request, now: now), now: now)
    case .keyInUse, .rateLimited, .refused, .redirect:
      return .whole(refusal(for: fault, request, now: now))
    }
  }

  private mutating func executed(
    _ request: SandboxRequest, _ delivery: SandboxReply.Delivery, now: SandboxInstant
  ) -> SandboxReply {
    SandboxReply(response: process(request, now: now), delivery: delivery)
  }

  /// Executes, then puts another body in place of the answer's own, with status 200.
  private mutating func executed(
    _ request: SandboxRequest, body: String, now: SandboxInstant
  ) -> SandboxReply {
    var reply = executed(request, .whole, now: now)
    reply.response.status = 200
    reply.response.body = Array(body.utf8)
    return reply
  }

  private mutating func putOff(_ request: SandboxRequest) -> SandboxReply {
    _ = holdKey(of: request)
    deferred.append(request)
    stats.deferred = deferred.count
    return .closed
  }

  private mutating func refusal(
    for fault: SandboxFault, _ request: SandboxRequest, now: SandboxInstant
  ) -> SandboxResponse {
    let response: SandboxResponse
    switch fault {
    case .rateLimited(let reason):
      response = Refusal.tooMany(reason).response
    case .refused(let status, let code, let param):
      response =
        Refusal(status: status, code: code, param: param, message: "Refused by a script").response
    case .redirect(let location):
      response = SandboxResponse(
        status: 307, headers: [SandboxHeader("Location", location)], body: [])
    default:
      response = Refusal.keyInUse.response
    }
    stats.statuses[String(response.status), default: 0] += 1
    let id = newID("req_", length: 14, at: now)
    return decorated(response, for: request, id: id, now: now)
  }

  /// A well-formed customer of nobody we know, in the caller's mode.
  private mutating func foreignCustomer(
    for request: SandboxRequest, now: SandboxInstant
  ) -> String {
    let mode = Caller(request)?.mode ?? .test
    let id = newID("cus_", length: 14, at: now)
    var customer = SandboxCustomer(id: id, mode: mode, created: now.seconds)
    customer.email = "foreign@example.com"
    customer.metadata = ["user_id": "somebody-else"]
    return customer.live.text
  }

  private static let charge = "{\"id\":\"ch_000000000000000000000000\",\"object\":\"charge\"}"

  /// What a proxy in front of Stripe says: no request id and no JSON, but the time.
  private static func gatewayPage(_ status: Int, now: SandboxInstant) -> SandboxResponse {
    SandboxResponse(
      status: status,
      headers: [
        SandboxHeader("Content-Type", "text/html"), SandboxHeader("Date", HTTPDate.text(now)),
      ], body: Array("<html><body>\(status)</body></html>".utf8))
  }
}
