/// What Stripe has still to be told, as form parameters in a fixed order.
///
/// An empty value unsets the parameter at Stripe.
public struct ProfileDifference: Hashable, Sendable {
  /// One form parameter.
  public struct Parameter: Hashable, Sendable {
    /// The parameter's name, such as `email` or `address[city]`.
    public let name: String
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
    Self.compare("email", old.email?.text, wanted.email?.text, into: &list)
    Self.compare("name", old.name?.text, wanted.name?.text, into: &list)
    Self.compare("phone", old.phone?.text, wanted.phone?.text, into: &list)
    for part in PostalAddress.Part.allCases {
      Self.compare(
        "address[\(part.rawValue)]", old.address?.parts[part], wanted.address?.parts[part],
        into: &list)
    }
    parameters = list
  }

  private static func compare(
    _ name: String, _ old: String?, _ new: String?, into list: inout [Parameter]
  ) {
    let same = (old ?? "").utf8.elementsEqual((new ?? "").utf8)
    if !same { list.append(Parameter(name: name, value: new ?? "")) }
  }
}
