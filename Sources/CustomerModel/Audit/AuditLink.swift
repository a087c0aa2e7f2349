internal import Crypto

/// A link of the audit chain: SHA-256 over the link before and the entry.
public struct AuditLink: Hashable, Sendable {
  /// 64 hexadecimal digits.
  public let digest: String

  /// What the first entry links to.
  public static let origin = AuditLink(digest: String(repeating: "0", count: 64))

  /// Takes a stored digest.
  public init(digest: String) { self.digest = digest }

  /// The link of an entry that follows `previous`.
  ///
  /// Every field goes in behind its length, so that no two entries have the same bytes.
  public init(after previous: AuditLink, sequence: Int64, entry: AuditEntry) {
    var hash = SHA256()
    let fields = [
      previous.digest, "\(sequence)", "\(entry.at.milliseconds)", entry.event,
      entry.subject?.kind ?? "", entry.subject?.id ?? "", entry.customerID?.rawValue ?? "",
      entry.actor, entry.detail,
    ]
    for field in fields {
      let bytes = Array(field.utf8)
      hash.update(data: Array("\(bytes.count):".utf8) + bytes)
    }
    digest = hexadecimal(hash.finalize())
  }
}
