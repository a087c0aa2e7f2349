/// Where one generation of one subject stands.
public enum AttemptState: Hashable, Sendable {
  /// Intended; nothing was fixed and no byte has left.
  case planned
  /// Fixed, and possibly sent. `ambiguous` while the outcome of a send is not known, be it that no
  /// answer came or that a crash came first.
  case sending(FrozenRequest, ambiguous: Bool)
  /// Not to be sent again; a scan of Stripe's list must tell what became of it.
  case burnt(FrozenRequest, cause: BurnCause, quietUntil: StripeInstant)
  /// Made, found or adopted.
  case bound(CustomerID)
  /// Waits for a person; the word says why.
  case parked(String)
  /// A later generation took its place.
  case superseded

  /// Whether the attempt still wants something done.
  public var isOpen: Bool {
    switch self {
    case .planned, .sending, .burnt: true
    case .bound, .parked, .superseded: false
    }
  }
}
