/// What Stripe's list holds under exactly one e-mail address.
public struct CustomersOfAddress: Hashable, Sendable {
  /// How many live customers there are in all.
  public let count: Int
  /// Those among them that bear nobody's mark.
  public let unowned: [FoundCustomer]

  /// Gathers what was listed.
  public init(count: Int, unowned: [FoundCustomer]) {
    self.count = count
    self.unowned = unowned
  }
}
