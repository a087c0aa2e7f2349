extension SandboxCore {
  /// Works out what a POST does, without doing it.
  mutating func execute(_ call: Call, _ params: ParamReader) throws(Refusal) -> Execution {
    var params = params
    switch call.endpoint {
    case .createCustomer: return try createCustomer(call, &params)
    case .updateCustomer(let id): return try updateCustomer(id, call, &params)
    case .createPaymentIntent: return try createPaymentIntent(call, &params)
    default: throw .unrecognizedURL
    }
  }

  private mutating func createCustomer(
    _ call: Call, _ params: inout ParamReader
  ) throws(Refusal) -> Execution {
    let edit = try CustomerEdit(&params)
    let id = newID("cus_", length: 14, at: call.now)
    let blank = SandboxCustomer(id: id, mode: call.mode, created: call.now.seconds)
    let customer = try edit.applied(to: blank)
    let event = newEvent("customer.created", customer.live, mode: call.mode, by: call, at: call.now)
    return Execution(
      changes: [.customer(customer, at: call.now), .event(event)], body: customer.json)
  }

  private mutating func updateCustomer(
    _ id: String, _ call: Call, _ params: inout ParamReader
  ) throws(Refusal) -> Execution {
    let customer = try liveCustomer(id, call)
    let edited = try CustomerEdit(&params).applied(to: customer)
    let event = newEvent("customer.updated", edited.live, mode: call.mode, by: call, at: call.now)
    return Execution(changes: [.customer(edited, at: call.now), .event(event)], body: edited.json)
  }

  private mutating func createPaymentIntent(
    _ call: Call, _ params: inout ParamReader
  ) throws(Refusal) -> Execution {
    guard let amount = try params.integer("amount", in: 1...99_999_999) else {
      throw .missing("amount")
    }
    guard let currency = try params.text("currency") else { throw .missing("currency") }
    guard currency.utf8.count == 3 else { throw .invalid("currency", "Invalid currency") }
    let customer = try params.text("customer")
    let record = customer.flatMap { state[call.mode].customers[ExactString($0)] }
    if let customer, record?.customer.deleted ?? true {
      throw .noSuch("customer", customer, param: "customer", status: 400)
    }
    var metadata: [String: String] = [:]
    if case .pairs(let pairs) = try params.hash("metadata") {
      try FieldRule.checkMetadata(pairs)
      metadata = try FieldRule.merged([:], with: pairs)
    }
    let description = try params.text("description")
    params.ignore("automatic_payment_methods", "payment_method_types", "setup_future_usage")
    params.ignore("receipt_email", "capture_method")
    try params.finish()
    let intent = SandboxPaymentIntent(
      id: newID("pi_", length: 24, at: call.now), mode: call.mode, created: call.now.seconds,
      amount: amount, currency: currency.lowercased(), customer: customer,
      description: description, metadata: metadata)
    let event = newEvent(
      "payment_intent.created", intent.json, mode: call.mode, by: call, at: call.now)
    return Execution(changes: [.paymentIntent(intent), .event(event)], body: intent.json)
  }

  /// A customer of the caller's mode that is not deleted.
  func liveCustomer(_ id: String, _ call: Call) throws(Refusal) -> SandboxCustomer {
    let key = ExactString(id)
    if let customer = state[call.mode].customers[key]?.customer, !customer.deleted {
      return customer
    }
    let elsewhere = state[call.mode.other].customers[key].map { _ in call.mode.other }
    throw .noSuch("customer", id, param: "id", elsewhere: elsewhere)
  }

  mutating func newEvent(
    _ type: String, _ object: JSONText, mode: SandboxMode, by call: Call?, at now: SandboxInstant
  ) -> SandboxEvent {
    SandboxEvent(
      id: newID("evt_", length: 24, at: now), mode: mode, created: now.seconds, type: type,
      object: object.text, requestID: call?.requestID, idempotencyKey: call?.key?.text)
  }
}
