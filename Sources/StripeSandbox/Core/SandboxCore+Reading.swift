extension SandboxCore {
  /// How long `GET /v1/events` goes back.
  static let eventsKept: Duration = .seconds(30 * 86_400)

  /// Answers a GET or a DELETE, for which idempotency keys mean nothing.
  mutating func read(_ call: Call) throws(Refusal) -> SandboxResponse {
    var params = try ParamReader(call.request)
    switch call.endpoint {
    case .deleteCustomer(let id): return try delete(id, call, params)
    case .retrieveCustomer(let id): return try retrieve(id, call, params)
    case .listCustomers: return try listCustomers(call, &params)
    case .searchCustomers: return try searchCustomers(call, &params)
    case .retrievePaymentIntent(let id):
      params.ignore("client_secret")
      try params.finish()
      guard let intent = state[call.mode].paymentIntents[ExactString(id)] else {
        throw .noSuch("payment_intent", id, param: "intent")
      }
      return SandboxResponse(status: 200, json: intent.json)
    case .listPaymentIntents: return try listPaymentIntents(call, &params)
    case .retrieveEvent(let id):
      try params.finish()
      guard let event = state[call.mode].events[ExactString(id)] else {
        throw .noSuch("event", id, param: "id")
      }
      return SandboxResponse(status: 200, json: event.json(apiVersion: rules.apiVersion))
    case .listEvents: return try listEvents(call, &params)
    case .account: return try account(call, params)
    case .createCustomer, .updateCustomer, .createPaymentIntent: throw .unrecognizedURL
    }
  }

  private mutating func delete(
    _ id: String, _ call: Call, _ params: ParamReader
  ) throws(Refusal) -> SandboxResponse {
    try params.finish()
    let customer = try liveCustomer(id, call)
    commit(deletion(of: customer, by: call, at: call.now))
    return SandboxResponse(status: 200, json: customer.tombstone)
  }

  private func retrieve(
    _ id: String, _ call: Call, _ params: ParamReader
  ) throws(Refusal) -> SandboxResponse {
    try params.finish()
    if let record = state[call.mode].customers[ExactString(id)] {
      return SandboxResponse(status: 200, json: record.customer.json)
    }
    return SandboxResponse(status: 200, json: try liveCustomer(id, call).json)
  }

  private func listCustomers(
    _ call: Call, _ params: inout ParamReader
  ) throws(Refusal) -> SandboxResponse {
    let query = try PageQuery(&params)
    let email = try params.text("email").map { ExactString($0) }
    try params.finish()
    let book = state[call.mode]
    try query.checkCursors("customer", in: book.customers)
    let page = book.customers.page(query, among: email.map { book.places(email: $0) }) { record in
      if record.customer.deleted { return false }
      guard let email else { return true }
      return record.customer.email.map { ExactString($0) } == email
    }
    return Self.list("/v1/customers", page.items.map(\.customer.json), hasMore: page.hasMore)
  }

  private func listPaymentIntents(
    _ call: Call, _ params: inout ParamReader
  ) throws(Refusal) -> SandboxResponse {
    let query = try PageQuery(&params)
    let customer = try params.text("customer")
    try params.finish()
    let intents = state[call.mode].paymentIntents
    try query.checkCursors("payment_intent", in: intents)
    let page = intents.page(query) { customer == nil || $0.customer == customer }
    return Self.list("/v1/payment_intents", page.items.map(\.json), hasMore: page.hasMore)
  }

  private func listEvents(
    _ call: Call, _ params: inout ParamReader
  ) throws(Refusal) -> SandboxResponse {
    let query = try PageQuery(&params)
    let type = try params.text("type")
    try params.finish()
    let events = state[call.mode].events
    try query.checkCursors("event", in: events)
    let oldest = (call.now + (.zero - Self.eventsKept)).seconds
    let page = events.page(query) {
      $0.created >= oldest && (type == nil || Self.matches($0.type, type))
    }
    let version = rules.apiVersion
    return Self.list(
      "/v1/events", page.items.map { $0.json(apiVersion: version) }, hasMore: page.hasMore)
  }

  private func account(
    _ call: Call, _ params: ParamReader
  ) throws(Refusal) -> SandboxResponse {
    try params.finish()
    if call.caller.isRestricted, !rules.restrictedKeysReadAccount { throw .forbidden }
    return SandboxResponse(
      status: 200,
      json: .object([
        ("id", .string(rules.accountID)), ("object", .string("account")),
        ("charges_enabled", .bool(true)), ("country", .string("US")),
        ("default_currency", .string("usd")), ("details_submitted", .bool(true)),
        ("payouts_enabled", .bool(true)), ("type", .string("standard")),
      ]))
  }

  /// Whether an event's type is the one asked for; `customer.*` asks for a group.
  private static func matches(_ type: String, _ wanted: String?) -> Bool {
    guard let wanted, wanted.hasSuffix("*") else { return type == wanted }
    return type.hasPrefix(wanted.dropLast())
  }

  private static func list(_ url: String, _ items: [JSONText], hasMore: Bool) -> SandboxResponse {
    SandboxResponse(
      status: 200,
      json: .object([
        ("object", .string("list")), ("data", .array(items)), ("has_more", .bool(hasMore)),
        ("url", .string(url)),
      ]))
  }
}
