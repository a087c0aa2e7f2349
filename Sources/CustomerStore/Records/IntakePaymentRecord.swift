public import CustomerModel

/// Which subject a checkout was answered with; the same payment always gets the same answer.
public struct IntakePaymentRecord: Hashable, Sendable {
  /// The payment.
  public let intakePaymentID: IntakePaymentID
  /// Whose customer pays.
  public let subject: Subject
  /// How the subject was found.
  public let matchedBy: MatchedBy
  /// When it was first asked.
  public let createdAt: WallTime

  /// Records an answer.
  public init(
    intakePaymentID: IntakePaymentID, subject: Subject, matchedBy: MatchedBy, createdAt: WallTime
  ) {
    self.intakePaymentID = intakePaymentID
    self.subject = subject
    self.matchedBy = matchedBy
    self.createdAt = createdAt
  }
}
