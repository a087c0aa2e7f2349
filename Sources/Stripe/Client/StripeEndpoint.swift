/// An operation at Stripe, as rate limits count them: one method on one kind of path.
public enum StripeEndpoint: String, Sendable, Hashable, CaseIterable {
  /// `POST /v1/customers`.
  case createCustomer
  /// `POST /v1/customers/:id`.
  case updateCustomer
  /// `GET /v1/customers/:id`.
  case retrieveCustomer
  /// `GET /v1/customers`.
  case listCustomers
  /// `GET /v1/customers/search`; it has a lower limit of its own.
  case searchCustomers
  /// `GET /v1/account`.
  case retrieveAccount
  /// `POST /v1/payment_intents`.
  case createPaymentIntent
  /// `GET /v1/payment_intents/:id`.
  case retrievePaymentIntent
}
