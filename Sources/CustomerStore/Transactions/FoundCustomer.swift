public import CustomerModel

/// A customer of Stripe's list that names one of our subjects.
public struct FoundCustomer: Hashable, Sendable {
  /// What it is.
  public let candidate: Candidate
  /// The profile that Stripe holds.
  public let held: Profile
  /// The flow its metadata names.
  public let source: Source?
  /// The role its metadata names.
  public let createdVia: String?

  /// Gathers what the list showed.
  public init(candidate: Candidate, held: Profile, source: Source?, createdVia: String?) {
    self.candidate = candidate
    self.held = held
    self.source = source
    self.createdVia = createdVia
  }
}
