/// A customer and what it was before, which is what a lagging search still shows.
struct CustomerRecord: Sendable {
  /// How many versions are kept for Search; older ones are lost to it.
  static let keptVersions = 4

  private struct Version: Sendable {
    let customer: SandboxCustomer
    let since: SandboxInstant
  }

  private(set) var customer: SandboxCustomer
  private var versions: [Version]

  init(_ customer: SandboxCustomer, at instant: SandboxInstant) {
    self.customer = customer
    self.versions = [Version(customer: customer, since: instant)]
  }

  mutating func replace(_ customer: SandboxCustomer, at instant: SandboxInstant) {
    self.customer = customer
    versions.append(Version(customer: customer, since: instant))
    if versions.count > Self.keptVersions { versions.removeFirst() }
  }

  /// What the customer looked like at a moment; `nil` when it was not there or is forgotten.
  func version(asOf instant: SandboxInstant) -> SandboxCustomer? {
    versions.last { $0.since <= instant }?.customer
  }
}
