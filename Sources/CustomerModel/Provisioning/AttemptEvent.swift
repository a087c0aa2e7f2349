/// What came of an action.
public enum AttemptEvent: Hashable, Sendable {
  /// 200 with a customer; `replayed` when Stripe answered from its store for this key.
  case created(Candidate, replayed: Bool)
  /// Nobody can say whether Stripe executed the request.
  case outcomeUnknown
  /// Certainly not executed; the same bytes may be sent later.
  case notExecuted
  /// Certainly not executed, and the same bytes never will be.
  case refused(field: ProfileField?, word: String)
  /// The API key itself is refused.
  case accountWide
  /// The key cannot be used again.
  case keySpent(BurnCause)
  /// A look at a replayed customer: does it still live?
  case looked(Candidate, alive: Bool)
  /// A scan of the list, to its end: the live customers that belong to the subject.
  case scanned([Candidate])
}
