import FoundationEssentials

/// The control requests, all under `/_sandbox/`, without an API key, JSON in and out.
///
/// | request | body | effect |
/// |---|---|---|
/// | `GET stats` | | counts since the start |
/// | `GET clock`, `POST clock` | `{"advance": seconds}` | reads or moves the clock |
/// | `POST faults`, `DELETE faults` | a `FaultScript` | scripts a fault, or forgets them all |
/// | `POST down` | `{"down": true}` | closes every connection without an answer |
/// | `POST keys/forget` | | forgets all idempotency keys |
/// | `POST deferred/run` | | executes the requests put off by `executeLater` |
/// | `POST search` | `{"lagSeconds": 3600}` | sets Search's lag |
/// | `POST limits` | `{"on": true}` | Stripe's rate limits on or off |
/// | `POST account` | `{"id": "acct_…"}` | another account |
/// | `GET customers[?mode=live]` | | all customers, deleted ones too, oldest first |
/// | `POST customers` | `{"email", "name", "metadata", "livemode"}` | one made by others |
/// | `POST customers/ID/delete` | | deletes it behind our back |
/// | `POST customers/ID/metadata` | `{"key": "value"}` | merges, an empty value unsets |
///
/// A fault looks like `{"method":"POST","path":"/v1/customers","skip":0,"count":2,
/// "fault":{"replyLostAfterExecution":{}}}`. A request that bears `Origin` is refused, so that no
/// web page can send one.
extension SandboxCore {
  mutating func control(_ request: SandboxRequest, at wall: SandboxInstant) -> SandboxResponse {
    if request.headers.first(named: "origin") != nil { return Self.note(403, "no browsers") }
    let parts = request.path.split(separator: "/").dropFirst().map { String($0) }
    let body = request.body
    switch (request.method, parts.first, parts.count) {
    case ("GET", "stats", 1): return Self.answer(stats)
    case ("GET", "clock", 1): return clockAnswer(wall)
    case ("GET", "customers", 1):
      let mode: SandboxMode = request.query == "mode=live" ? .live : .test
      return Self.answer(customers(mode))
    case ("DELETE", "faults", 1): clearFaults()
    case ("POST", "faults", 1):
      guard let script = Self.decode(FaultScript.self, body) else { return Self.badBody }
      inject(script)
    case ("POST", "customers", 3) where parts[2] == "metadata":
      guard let pairs = Self.decode([String: String].self, body) else { return Self.badBody }
      if !editMetadata(parts[1], pairs, at: wall) { return Self.note(404, "no such customer") }
    case ("POST", "customers", 3) where parts[2] == "delete":
      if !deleteCustomer(parts[1], at: wall) { return Self.note(404, "no such customer") }
    case ("POST", _, _):
      let order = body.isEmpty ? ControlOrder() : Self.decode(ControlOrder.self, body)
      guard let order else { return Self.badBody }
      return obey(order, parts.joined(separator: "/"), at: wall)
    default: return Self.unknownPath
    }
    return Self.note(200, nil)
  }

  private mutating func obey(
    _ order: ControlOrder, _ path: String, at wall: SandboxInstant
  ) -> SandboxResponse {
    switch path {
    case "clock":
      guard let seconds = order.advance, seconds.magnitude < 1e11 else { return Self.badBody }
      advanceClock(by: .milliseconds(Int64(seconds * 1000)), at: wall)
      return clockAnswer(wall)
    case "down":
      guard let down = order.down else { return Self.badBody }
      isDown = down
    case "keys/forget": forgetKeys()
    case "deferred/run": runDeferred(at: wall)
    case "search":
      guard let lag = order.lagSeconds, lag.magnitude < 1e11 else { return Self.badBody }
      setSearchLag(.milliseconds(Int64(lag * 1000)))
    case "limits":
      guard let on = order.on else { return Self.badBody }
      setRateLimits(on ? SandboxRateLimits() : nil)
    case "account":
      guard let id = order.id else { return Self.badBody }
      setAccountID(id)
    case "customers":
      let customer = plantCustomer(
        email: order.email, name: order.name, metadata: order.metadata ?? [:],
        mode: order.livemode == true ? .live : .test, at: wall)
      return Self.answer(customer)
    default: return Self.unknownPath
    }
    return Self.note(200, nil)
  }

  private func clockAnswer(_ wall: SandboxInstant) -> SandboxResponse {
    SandboxResponse(
      status: 200, json: .object([("now", .integer(now(wall).seconds))]), headers: Self.json)
  }

  private static let json = [SandboxHeader("Content-Type", "application/json")]
  private static let badBody = note(400, "cannot read the body of this control request")
  private static let unknownPath = note(404, "no such control request")

  private static func note(_ status: Int, _ message: String?) -> SandboxResponse {
    let members: JSONText = .object(message.map { [("error", .string($0))] } ?? [])
    return SandboxResponse(status: status, json: members, headers: json)
  }

  private static func answer(_ value: some Encodable) -> SandboxResponse {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    do {
      return SandboxResponse(status: 200, headers: json, body: [UInt8](try encoder.encode(value)))
    } catch {
      return note(500, "cannot encode the answer")
    }
  }

  /// `nil` stands for a body that does not fit; the caller's answer says so.
  private static func decode<Value: Decodable>(_ type: Value.Type, _ body: [UInt8]) -> Value? {
    try? JSONDecoder().decode(type, from: Data(body))
  }
}
