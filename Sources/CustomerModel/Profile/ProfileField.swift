/// A field of a profile, by its name at Stripe and on the wire.
public enum ProfileField: String, Sendable, CaseIterable, Comparable {
  /// The e-mail address.
  case email
  /// The name.
  case name
  /// The phone number.
  case phone
  /// The postal address, whole.
  case address

  /// The order of the names.
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

  /// The field that a parameter of Stripe's belongs to, such as `address[country]`.
  public init?(stripeParameter: String) {
    let stem = stripeParameter.prefix { $0 != "[" }
    self.init(rawValue: String(stem))
  }
}
