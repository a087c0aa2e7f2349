/// An e-mail address folded for look-up: ASCII letters lowered, nothing else.
///
/// Not an identity: two people may share one, and one person may change it.
public struct EmailKey: Hashable, Sendable {
  /// The folded text.
  public let text: String

  /// Folds an address.
  public init(_ address: EmailAddress) {
    var bytes = Array(address.text.utf8)
    for index in bytes.indices where bytes[index] >= 0x41 && bytes[index] <= 0x5a {
      bytes[index] += 0x20
    }
    text = String(decoding: bytes, as: UTF8.self)
  }

  /// Takes a text that was folded already.
  public init(unchecked: String) { text = unchecked }

  /// Whether both are the same bytes.
  public static func == (left: Self, right: Self) -> Bool {
    left.text.utf8.elementsEqual(right.text.utf8)
  }

  /// Feeds the bytes to the hasher.
  public func hash(into hasher: inout Hasher) {
    for byte in text.utf8 { hasher.combine(byte) }
  }
}
