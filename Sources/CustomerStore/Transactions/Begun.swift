public import CustomerModel

/// What the ledger answers to an intent.
public struct Begun: Hashable, Sendable {
  /// How the ledger came to know the subject.
  public enum Origin: Hashable, Sendable {
    /// They were known before.
    case known
    /// They are new; their customer will be made.
    case created
    /// They are new and took over the customer of the guest they were.
    case claimed
  }

  /// The subject as it stands now.
  public let record: SubjectRecord
  /// How it came to be known.
  public let origin: Origin
  /// How it was found.
  public let matchedBy: MatchedBy

  /// Gathers an answer.
  public init(record: SubjectRecord, origin: Origin, matchedBy: MatchedBy) {
    self.record = record
    self.origin = origin
    self.matchedBy = matchedBy
  }
}
