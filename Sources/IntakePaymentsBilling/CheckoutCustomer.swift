public import CustomerModel

/// Whom a checkout charges.
public struct CheckoutCustomer: Hashable, Sendable {
  /// The payment that was asked for.
  public let intakePaymentID: IntakePaymentID
  /// The customer at Stripe; nil while pending.
  public let customerID: CustomerID?
  /// The registered user whose customer it is; nil for a guest's.
  public let userID: UserID?
  /// How the customer was found; nil for a word that this version does not know.
  public let matchedBy: MatchedBy?

  /// Makes a value, for tests of callers too.
  public init(
    intakePaymentID: IntakePaymentID, customerID: CustomerID?, userID: UserID?,
    matchedBy: MatchedBy?
  ) {
    self.intakePaymentID = intakePaymentID
    self.customerID = customerID
    self.userID = userID
    self.matchedBy = matchedBy
  }

  /// Whether there is a customer to charge.
  public var state: CheckoutState { customerID == nil ? .pending : .ready }

  /// Whether the payer may be shown the customer's saved payment methods.
  ///
  /// Only where the platform knows who pays: never on an address that nobody has proved, a
  /// registered user's or an earlier guest's, and never on a match that is not known.
  public var mayOfferSavedPaymentMethods: Bool {
    switch matchedBy {
    case .userID, .emailVerified, .stripeMetadata: true
    case .emailUnverified, .guestEmail, .intakePayment, nil: false
    }
  }
}
