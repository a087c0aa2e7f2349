/// Makes ids that look random and are not: the same seed, counter and second give the same id.
struct IDMint: Sendable {
  private static let letters = Array(
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)

  let seed: UInt64

  func id(_ prefix: String, length: Int, sequence: UInt64, at instant: SandboxInstant) -> String {
    var state = seed ^ UInt64(bitPattern: instant.seconds) &* 0x9E37_79B9_7F4A_7C15
    state = Self.mix(state) ^ sequence
    var out = Array(prefix.utf8)
    for _ in 0..<length {
      state &+= 0x9E37_79B9_7F4A_7C15
      out.append(Self.letters[Int(Self.mix(state) % 62)])
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// Spreads the bits of a counter (the finaliser of splitmix64).
  private static func mix(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
