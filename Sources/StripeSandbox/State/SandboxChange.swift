/// One step from a state of the sandbox to the next.
enum SandboxChange: Sendable, Codable {
  case customer(SandboxCustomer, at: SandboxInstant)
  case paymentIntent(SandboxPaymentIntent)
  case event(SandboxEvent)
  case result(StoredResult, mode: SandboxMode)
  /// The results stored up to a moment are gone; `jumped` when the clock leapt there.
  case resultsExpired(upTo: SandboxInstant, jumped: Bool)
  case allResultsForgotten
  case clockOffset(milliseconds: Int64)
}
