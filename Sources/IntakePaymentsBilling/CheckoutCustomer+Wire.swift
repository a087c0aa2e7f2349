internal import CustomerAPI
internal import CustomerModel

extension CheckoutCustomer {
  init(_ answer: WireGetOrCreateCustomerResponse, for payment: IntakePaymentID) {
    let customer = answer.customer
    // An empty id is how the wire says "none".
    self.init(
      intakePaymentID: payment,
      customerID: customer.state == .ready ? try? CustomerID(customer.customerID) : nil,
      userID: try? UserID(customer.userID), matchedBy: MatchedBy(answer.matchedBy))
  }
}

extension MatchedBy {
  fileprivate init?(_ word: WireGetOrCreateCustomerResponse.MatchedBy) {
    switch word {
    case .userID: self = .userID
    case .emailVerified: self = .emailVerified
    case .emailUnverified: self = .emailUnverified
    case .guestEmail: self = .guestEmail
    case .intakePayment: self = .intakePayment
    case .stripeMetadata: self = .stripeMetadata
    case .unspecified, .UNRECOGNIZED: return nil
    }
  }
}
