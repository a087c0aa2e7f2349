internal import CustomerModel

/// A profile in its four columns.
///
/// The address is one text: its parts in Stripe's order, with a unit separator between them, which
/// no part can hold.
enum StoredProfile {
  static func values(_ profile: Profile?) -> [SQLiteValue] {
    [
      .text(profile?.email?.text), .text(profile?.name?.text), .text(profile?.phone?.text),
      .text(profile?.address.map(text)),
    ]
  }

  static func read(_ row: SQLiteRow, from column: Int32) -> Profile {
    Profile(
      email: row.textIfPresent(column).map(EmailAddress.init(unchecked:)),
      name: row.textIfPresent(column + 1).map(PersonName.init(unchecked:)),
      phone: row.textIfPresent(column + 2).map(PhoneNumber.init(unchecked:)),
      address: row.textIfPresent(column + 3).map(address))
  }

  private static let separator: Character = "\u{1f}"

  private static func text(_ address: PostalAddress) -> String {
    PostalAddress.Part.allCases.map { address.parts[$0] ?? "" }
      .joined(separator: String(separator))
  }

  private static func address(_ text: String) -> PostalAddress {
    let texts = text.split(separator: separator, omittingEmptySubsequences: false)
    var parts: [PostalAddress.Part: String] = [:]
    for (part, text) in zip(PostalAddress.Part.allCases, texts) where !text.isEmpty {
      parts[part] = String(text)
    }
    return PostalAddress(unchecked: parts)
  }
}
