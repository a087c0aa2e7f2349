/// Numbers that look random and are the seed's alone (SplitMix64).
struct WorldRandom: Sendable {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0xD134_2543_DE82_EF95 &+ 0x5851_F42D_4C95_7F2D }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number in 0 ..< 1.
  mutating func unit() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 }

  /// A number in 0 ..< limit; limit must be over 0.
  mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }

  /// True once in so many.
  mutating func oneIn(_ count: Int) -> Bool { below(count) == 0 }

  mutating func pick<Item>(_ items: [Item]) -> Item { items[below(items.count)] }

  /// A duration between two, to the millisecond.
  mutating func duration(_ low: Duration, _ high: Duration) -> Duration {
    let span = Int((high - low) / .milliseconds(1))
    return low + .milliseconds(span <= 0 ? 0 : below(span))
  }
}
