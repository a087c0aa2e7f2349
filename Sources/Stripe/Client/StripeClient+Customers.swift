extension StripeClient {
  /// Creates a customer (`POST /v1/customers`); the same key and body create it once.
  public func createCustomer(
    body: FormBody, idempotencyKey: StripeIdempotencyKey
  ) async -> StripeReply<StripeCustomer> {
    await post("/v1/customers", body, idempotencyKey)
  }

  /// Changes the fields that the body names, and no others (`POST /v1/customers/:id`).
  public func updateCustomer(
    _ id: StripeCustomerID, body: FormBody, idempotencyKey: StripeIdempotencyKey
  ) async -> StripeReply<StripeCustomer> {
    await post("/v1/customers/\(id.text)", body, idempotencyKey) { $0.id == id }
  }

  /// Reads a customer; a deleted one is an answer too, an unknown one is `.refused`, `isNotFound`.
  public func retrieveCustomer(_ id: StripeCustomerID) async -> StripeReply<StripeCustomer> {
    await get("/v1/customers/\(id.text)") { $0.id == id }
  }

  /// Reads a page of the customer list, immediately consistent, newest first.
  public func listCustomers(
    _ query: CustomerQuery
  ) async -> StripeReply<StripePage<StripeCustomer>> {
    await get("/v1/customers", query: query.form)
  }
}
