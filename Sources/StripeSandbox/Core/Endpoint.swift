/// What a method and a path ask for.
enum Endpoint: Sendable, Equatable {
  case createCustomer
  case listCustomers
  case searchCustomers
  case retrieveCustomer(String)
  case updateCustomer(String)
  case deleteCustomer(String)
  case createPaymentIntent
  case listPaymentIntents
  case retrievePaymentIntent(String)
  case listEvents
  case retrieveEvent(String)
  case account

  init?(method: String, path: String) {
    let parts = path.split(separator: "/").map { String($0) }
    guard parts.first == "v1", (2...3).contains(parts.count) else { return nil }
    let id = parts.count == 3 ? parts[2] : nil
    switch (method, parts[1], id) {
    case ("POST", "customers", nil): self = .createCustomer
    case ("GET", "customers", nil): self = .listCustomers
    case ("GET", "customers", "search"): self = .searchCustomers
    case ("GET", "customers", let id?): self = .retrieveCustomer(id)
    case ("POST", "customers", let id?): self = .updateCustomer(id)
    case ("DELETE", "customers", let id?): self = .deleteCustomer(id)
    case ("POST", "payment_intents", nil): self = .createPaymentIntent
    case ("GET", "payment_intents", nil): self = .listPaymentIntents
    case ("GET", "payment_intents", let id?): self = .retrievePaymentIntent(id)
    case ("GET", "events", nil): self = .listEvents
    case ("GET", "events", let id?): self = .retrieveEvent(id)
    case ("GET", "account", nil): self = .account
    default: return nil
    }
  }

  /// The endpoint's name in statistics and limits, with `ID` in place of an id.
  var name: String {
    switch self {
    case .createCustomer: "POST /v1/customers"
    case .listCustomers: "GET /v1/customers"
    case .searchCustomers: "GET /v1/customers/search"
    case .retrieveCustomer: "GET /v1/customers/ID"
    case .updateCustomer: "POST /v1/customers/ID"
    case .deleteCustomer: "DELETE /v1/customers/ID"
    case .createPaymentIntent: "POST /v1/payment_intents"
    case .listPaymentIntents: "GET /v1/payment_intents"
    case .retrievePaymentIntent: "GET /v1/payment_intents/ID"
    case .listEvents: "GET /v1/events"
    case .retrieveEvent: "GET /v1/events/ID"
    case .account: "GET /v1/account"
    }
  }
}
