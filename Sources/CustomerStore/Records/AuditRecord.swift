public import CustomerModel

/// An audit entry in its place in the chain.
public struct AuditRecord: Hashable, Sendable {
  /// Its place, from 1 without gaps.
  public let sequence: Int64
  /// What happened.
  public let entry: AuditEntry
  /// The hash over the link before and the entry.
  public let link: AuditLink

  /// Puts an entry in its place.
  public init(sequence: Int64, entry: AuditEntry, link: AuditLink) {
    self.sequence = sequence
    self.entry = entry
    self.link = link
  }
}
