/// Why the daemon must not go on.
public enum ServiceError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The key opens another half of Stripe than the ledger belongs to.
  case wrongMode(ledger: String, key: String)
  /// The key belongs to another account than the ledger.
  case wrongAccount
  /// The ledger was begun in another namespace.
  case wrongNamespace

  /// One sentence for the operator.
  public var description: String {
    switch self {
    case .wrongMode(let ledger, let key):
      "this database belongs to Stripe's \(ledger) mode and the key to \(key) mode"
    case .wrongAccount: "this database belongs to another Stripe account than the key"
    case .wrongNamespace: "this database was begun in another namespace"
    }
  }
}
