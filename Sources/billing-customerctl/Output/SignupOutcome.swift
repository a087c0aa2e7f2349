import CustomerAPI

/// What came of one event.
enum SignupOutcome: Sendable {
  case answered(WireGetOrCreateCustomerResponse.Outcome)
  case failed(ControlError)
}
