/// What Stripe has still to be told, as form parameters in a fixed order.
///
/// An empty value unsets the parameter at Stripe.
public struct ProfileDifference: Hashable, Sendable {
  /// One form parameter.
  public struct Parameter: Hashable, Sendable {
    /// The field it belongs to.
    public let field: ProfileField
    /// Which part of the address; nil for the other fields.
    public let part: PostalAddress.Part?
    /// Its value; empty to unset.
    public let value: String
  }

  /// The parameters, in the order in which they are sent.
  public let parameters: [Parameter]

  /// Whether there is nothing to tell.
  public var isEmpty: Bool { parameters.isEmpty }

  /// Compares what should be with what Stripe was told last.
  ///
  /// `told` is nil when Stripe was told nothing of ours yet: then only what is there is sent.
  public init(from told: Profile?, to wanted: Profile) {
    let old = told ?? Profile()
    var list: [Parameter] = []
    Self.compare(.email, nil, old.email?.text, wanted.email?.text, into: &list)
    Self.compare(.name, nil, old.name?.text, wanted.name?.text, into: &list)
    Self.compare(.phone, nil, old.phone?.text, wanted.phone?.text, into: &list)
    for part in PostalAddress.Part.allCases {
      Self.compare(
        .address, part, old.address?.parts[part], wanted.address?.parts[part], into: &list)
    }
    parameters = list
  }

  private static func compare(
    _ field: ProfileField, _ part: PostalAddress.Part?, _ old: String?, _ new: String?,
    into list: inout [Parameter]
  ) {
    let same = (old ?? "").utf8.elementsEqual((new ?? "").utf8)
    if !same { list.append(Parameter(field: field, part: part, value: new ?? "")) }
  }
}
