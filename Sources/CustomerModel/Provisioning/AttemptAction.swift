/// What an attempt wants done next.
public enum AttemptAction: Hashable, Sendable {
  /// Fix key, body and watermark, and commit them.
  case freeze
  /// Send the fixed request.
  case send(FrozenRequest)
  /// Ask Stripe anything harmless first: its time must be known.
  case learnStripeTime
  /// Commit that the key is spent.
  case burn(BurnCause)
  /// Nothing before this moment of Stripe's.
  case wait(until: StripeInstant)
  /// Page Stripe's list from this moment to its end.
  case scan(from: StripeInstant)
  /// Nothing; the attempt is settled.
  case rest
}

extension Attempt {
  /// What to do next, given Stripe's time (nil when not known) and the API key in force.
  public func action(
    at now: StripeInstant?, credential: String, policy: AttemptPolicy
  ) -> AttemptAction {
    guard state.isOpen else { return .rest }
    guard let now else { return .learnStripeTime }
    switch state {
    case .planned:
      return .freeze
    case .sending(let request, _):
      if request.credential != credential { return .burn(.credentialRotated) }
      if now.since(request.watermark) >= policy.keyWindow { return .burn(.windowOver) }
      return .send(request)
    case .burnt(let request, _, let quietUntil):
      if now < quietUntil { return .wait(until: quietUntil) }
      return .scan(from: request.watermark - policy.scanMargin)
    case .bound, .parked, .superseded:
      return .rest
    }
  }
}
