/// FNV-1a over fields, 64 bits: finds damage, is no protection against malice.
///
/// Every field goes in behind its length, so that no two lists of fields have the same bytes.
struct Checksum {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func add(_ bytes: some Collection<UInt8>) {
    add(Int64(bytes.count))
    for byte in bytes { mix(byte) }
  }

  mutating func add(_ text: String?) {
    guard let text else { return add(Int64(-1)) }
    add(text.utf8)
  }

  mutating func add(_ number: Int64?) {
    guard let number else { return mix(0) }
    mix(1)
    for shift in stride(from: 0, to: 64, by: 8) { mix(UInt8(truncatingIfNeeded: number >> shift)) }
  }

  private mutating func mix(_ byte: UInt8) {
    value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
  }
}
