internal import CustomerModel
internal import Stripe

extension AttemptEvent {
  /// What an answer to the creation means for the attempt.
  init(creating outcome: StripeOutcome<StripeCustomer>) {
    switch outcome {
    case .ok(let customer, let replayed):
      if let candidate = customer.candidate {
        self = .created(candidate, replayed: replayed)
      } else {
        self = .outcomeUnknown
      }
    case .unknown, .redirected: self = .outcomeUnknown
    case .notExecuted: self = .notExecuted
    case .refused(let detail):
      let field = detail.param.flatMap(ProfileField.init(stripeParameter:))
      self = .refused(field: field, word: detail.code ?? "refused_\(detail.status)")
    case .accountWide: self = .accountWide
    case .keySpent(let cause):
      self = .keySpent(cause == .otherParameters ? .keyUsedDifferently : .replayedFailure)
    }
  }
}
