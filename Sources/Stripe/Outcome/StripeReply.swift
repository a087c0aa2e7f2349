/// What a call came to, with what every answer of Stripe's tells besides.
public struct StripeReply<Value: Sendable>: Sendable {
  /// What the caller may do next.
  public var outcome: StripeOutcome<Value>
  /// Stripe's clock when it answered; nil without an answer or a readable `Date`.
  public var date: StripeTime?
  /// Stripe's name for the request, for its support; nil without an answer.
  public var requestID: String?

  /// Makes a reply.
  public init(outcome: StripeOutcome<Value>, date: StripeTime? = nil, requestID: String? = nil) {
    self.outcome = outcome
    self.date = date
    self.requestID = requestID
  }
}

extension StripeReply: Equatable where Value: Equatable {}
