internal import Crypto

extension IdempotencyKey {
  /// The key of one generation of one subject.
  ///
  /// A function of who and which generation only: a key made from the body would change with an
  /// e-mail, and a random one could be lost in a crash. It holds no personal data (a digest of the
  /// id), and a ledger lost and begun again in the same namespace derives the same keys.
  public static func creation(
    namespace: LedgerNamespace, subject: Subject, generation: Generation
  ) -> IdempotencyKey {
    derived(namespace, ["create", subject.kind, subject.id], generation.number)
  }

  /// The key of one freeze of an update: which customer, which version of the profile, and which
  /// revision of the ledger's row it was frozen from.
  public static func update(
    namespace: LedgerNamespace, customerID: CustomerID, version: Int, revision: Int
  ) -> IdempotencyKey {
    derived(namespace, ["update", customerID.rawValue, "\(version)"], revision)
  }

  private static func derived(
    _ namespace: LedgerNamespace, _ words: [String], _ count: Int
  ) -> IdempotencyKey {
    var hash = SHA256()
    for word in [namespace.rawValue] + words + ["\(count)"] {
      hash.update(data: Array(word.utf8) + [0])
    }
    let hex = hexadecimal(hash.finalize().prefix(16))
    return IdempotencyKey(unchecked: "\(namespace.rawValue)-\(count)-\(hex)")
  }

  /// Whether the key was derived in a namespace, as far as its form tells.
  ///
  /// A namespace may begin another one's name (`acme` and `acme-eu`), so what follows it counts too.
  public func belongs(to namespace: LedgerNamespace) -> Bool {
    let prefix = Array((namespace.rawValue + "-").utf8)
    guard rawValue.utf8.starts(with: prefix) else { return false }
    let rest = rawValue.utf8.dropFirst(prefix.count)
    let parts = rest.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    return parts.count == 2 && parts[1].count == 32
      && parts[0].allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }
}

func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
  let digits = Array("0123456789abcdef".utf8)
  var text: [UInt8] = []
  for byte in bytes {
    text.append(digits[Int(byte >> 4)])
    text.append(digits[Int(byte & 15)])
  }
  return String(decoding: text, as: UTF8.self)
}
