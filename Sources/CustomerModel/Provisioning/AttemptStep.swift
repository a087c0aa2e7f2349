/// What to commit, or to ask next, after an event.
public enum AttemptStep: Hashable, Sendable {
  /// Bind the customer; the duplicates go to a person, none is deleted by us.
  case bind(Candidate, duplicates: [CustomerID])
  /// A replayed answer proves that it was made, not that it lives: retrieve it first.
  case look(Candidate)
  /// The same key and bytes again later; `ambiguous` is sticky.
  case retry(ambiguous: Bool)
  /// Stop sending this key and reconcile.
  case burn(BurnCause)
  /// Nothing was made: the next generation, leaving out a field that Stripe refused.
  case replace(omitting: ProfileField?)
  /// It was made and deleted since: on record as retired, then as policy says.
  case replaceDeleted(Candidate)
  /// A person must decide.
  case park(String)
  /// All sending stops until the API key works again.
  case holdAccount
  /// An event that does not fit the state: changes nothing.
  case ignore
}

extension Attempt {
  /// What follows from an event in the present state.
  public func step(
    for event: AttemptEvent, namespace: LedgerNamespace, mode: AccountMode
  ) -> AttemptStep {
    switch state {
    case .sending(let request, let ambiguous):
      sendingStep(event, request, ambiguous, namespace, mode)
    case .burnt:
      burntStep(event)
    case .planned, .bound, .parked, .superseded:
      .ignore
    }
  }

  private func sendingStep(
    _ event: AttemptEvent, _ request: FrozenRequest, _ ambiguous: Bool,
    _ namespace: LedgerNamespace, _ mode: AccountMode
  ) -> AttemptStep {
    switch event {
    case .created(let candidate, let replayed):
      let ours =
        candidate.provisionKey == request.key
        && candidate.belongs(to: subject, namespace: namespace, mode: mode)
      guard ours else { return .retry(ambiguous: true) }
      return replayed ? .look(candidate) : .bind(candidate, duplicates: [])
    case .looked(let candidate, let alive):
      return alive ? .bind(candidate, duplicates: []) : .replaceDeleted(candidate)
    case .outcomeUnknown: return .retry(ambiguous: true)
    case .notExecuted: return .retry(ambiguous: ambiguous)
    case .refused(let field, let word):
      if ambiguous { return .burn(.refusedAfterUnknown) }
      guard let field, !omitting.contains(field) else { return .park(word) }
      return .replace(omitting: field)
    case .accountWide: return .holdAccount
    case .keySpent(let cause): return .burn(cause)
    case .scanned: return .ignore
    }
  }

  private func burntStep(_ event: AttemptEvent) -> AttemptStep {
    guard case .scanned(let found) = event else { return .ignore }
    let oldestFirst = found.sorted(by: Candidate.isOlder)
    guard let oldest = oldestFirst.first else { return .replace(omitting: nil) }
    return .bind(oldest, duplicates: oldestFirst.dropFirst().map(\.customerID))
  }
}
