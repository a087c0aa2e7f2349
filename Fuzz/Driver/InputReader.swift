/// Takes an input apart: small numbers first, then bytes.
public struct InputReader {
  private var rest: ArraySlice<UInt8>

  /// Starts at the beginning.
  public init(_ input: [UInt8]) {
    rest = input[...]
  }

  /// Whether nothing is left.
  public var isAtEnd: Bool { rest.isEmpty }

  /// The next byte; zero after the end.
  public mutating func byte() -> UInt8 { rest.popFirst() ?? 0 }

  /// The next bytes, as many as there are.
  public mutating func bytes(_ count: Int) -> [UInt8] {
    defer { rest = rest.dropFirst(count) }
    return Array(rest.prefix(count))
  }

  /// Everything that is left.
  public mutating func all() -> [UInt8] { bytes(rest.count) }

  /// Bytes in pieces of 1 to 16, or now and then many, as `seed` has it.
  public static func pieces(_ bytes: [UInt8], seed: UInt8) -> [[UInt8]] {
    var state = UInt32(seed) &* 2_654_435_761 &+ 1
    var pieces: [[UInt8]] = []
    var start = 0
    while start < bytes.count {
      state = state &* 1_664_525 &+ 1_013_904_223
      let size = state >> 28 == 0 ? 200 : Int(state >> 24 & 15) + 1
      pieces.append(Array(bytes[start..<min(start + size, bytes.count)]))
      start += size
    }
    return pieces
  }
}
