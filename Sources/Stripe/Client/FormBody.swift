/// A form-encoded body, as the bytes that go over the wire.
///
/// Fields stand in the order they were added, and the same fields always give the same bytes. Kept
/// bytes can be sent again as they are, which is what an idempotency key demands.
public struct FormBody: Sendable, Hashable {
  /// The encoded bytes.
  public private(set) var bytes: [UInt8]

  /// Makes an empty body.
  public init() {
    bytes = []
  }

  /// Takes bytes that were encoded earlier, unchanged.
  public init(frozen bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Adds a field at the end; an empty value makes Stripe unset what it holds there.
  public mutating func append(_ key: FormKey, _ value: String) {
    if !bytes.isEmpty { bytes.append(UInt8(ascii: "&")) }
    appendEncoded(key.name)
    for part in key.nested {
      bytes.append(UInt8(ascii: "["))
      appendEncoded(part)
      bytes.append(UInt8(ascii: "]"))
    }
    bytes.append(UInt8(ascii: "="))
    appendEncoded(value)
  }

  /// Adds a field where there is a value; nil adds nothing.
  public mutating func append(_ key: FormKey, ifPresent value: String?) {
    if let value { append(key, value) }
  }

  /// The bytes as text; they are ASCII when encoded here.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Percent-encodes all but the unreserved characters of RFC 3986 §2.3, a blank as `%20`.
  private mutating func appendEncoded(_ text: String) {
    let digits = Array("0123456789ABCDEF".utf8)
    for byte in text.utf8 {
      if byte.isStripeWordByte || "-.~".utf8.contains(byte) {
        bytes.append(byte)
      } else {
        bytes.append(UInt8(ascii: "%"))
        bytes.append(digits[Int(byte >> 4)])
        bytes.append(digits[Int(byte & 0x0F)])
      }
    }
  }
}
