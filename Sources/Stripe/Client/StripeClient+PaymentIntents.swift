extension StripeClient {
  /// Creates a payment intent; the same key and draft create it once.
  public func createPaymentIntent(
    _ draft: PaymentIntentDraft, idempotencyKey: StripeIdempotencyKey
  ) async -> StripeReply<StripePaymentIntent> {
    await post("/v1/payment_intents", draft.form, idempotencyKey)
  }

  /// Reads a payment intent; an unknown one is `.refused`, `isNotFound`.
  public func retrievePaymentIntent(
    _ id: StripePaymentIntentID
  ) async -> StripeReply<StripePaymentIntent> {
    await get("/v1/payment_intents/\(id.text)") { $0.id == id }
  }
}
