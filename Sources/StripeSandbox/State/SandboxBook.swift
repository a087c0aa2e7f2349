/// Everything that belongs to one mode.
struct SandboxBook: Sendable {
  private(set) var customers = Register<CustomerRecord>()
  private(set) var paymentIntents = Register<SandboxPaymentIntent>()
  private(set) var events = Register<SandboxEvent>()
  var results = ResultStore()
  /// The ids of customers that bear, or once bore, an e-mail address, spelled exactly so.
  private var idsByEmail: [ExactString: Set<ExactString>] = [:]

  /// The places of the customers that may bear `email`, oldest first.
  func places(email: ExactString) -> [Register<CustomerRecord>.Place] {
    (idsByEmail[email] ?? []).compactMap { customers.place(of: $0) }
      .sorted { $0.precedes($1) }
  }

  mutating func put(_ customer: SandboxCustomer, at instant: SandboxInstant) {
    let id = ExactString(customer.id)
    if var record = customers[id] {
      record.replace(customer, at: instant)
      customers.put(record, id: id, created: customer.created)
    } else {
      let record = CustomerRecord(customer, at: instant)
      customers.put(record, id: id, created: customer.created)
    }
    if let email = customer.email { idsByEmail[ExactString(email), default: []].insert(id) }
  }

  mutating func put(_ intent: SandboxPaymentIntent) {
    paymentIntents.put(intent, id: ExactString(intent.id), created: intent.created)
  }

  mutating func put(_ event: SandboxEvent) {
    events.put(event, id: ExactString(event.id), created: event.created)
  }
}
