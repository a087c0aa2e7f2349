/// An API key: a secret that shows itself nowhere but in the request's own header.
///
/// Descriptions and mirrors are redacted. Compare keys by `fingerprint`.
public struct StripeKey: Sendable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  private static let modes: [(prefix: String, mode: StripeMode)] = [
    ("sk_test_", .test), ("rk_test_", .test), ("sk_live_", .live), ("rk_live_", .live),
  ]

  private let secret: String

  /// The mode the prefix stands for.
  public let mode: StripeMode

  /// Reads a key; throws `.malformedKey` unless it is `sk_` or `rk_`, `test_` or `live_`, and 1 to 247
  /// ASCII letters, digits or `_`. Surrounding white space is an error too.
  public init(_ secret: String) throws(StripeInputError) {
    guard let known = Self.modes.first(where: { secret.hasPrefix($0.prefix) }),
      secret.utf8.count > known.prefix.utf8.count, secret.utf8.count <= 255,
      secret.utf8.allSatisfy(\.isStripeWordByte)
    else { throw .malformedKey }
    self.secret = secret
    mode = known.mode
  }

  /// A short stable name of the key for logs and stamps: FNV-1a, 64 bits, in hexadecimal.
  ///
  /// It cannot be turned back into the key, whose random part has far more bits; it is no proof of
  /// anything.
  public var fingerprint: String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in secret.utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// The value of the `Authorization` field.
  var authorization: String { "Bearer \(secret)" }

  /// The redacted form.
  public var description: String { "StripeKey(\(mode.rawValue), redacted)" }
  /// The redacted form.
  public var debugDescription: String { description }
  /// A mirror without children.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}
