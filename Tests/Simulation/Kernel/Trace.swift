/// What happened, in order: always as a hash, and as lines when somebody wants to read them.
struct Trace: Sendable {
  private(set) var lines: [String] = []
  /// FNV-1a over every line and its time: the same seed must give the same hash.
  private(set) var hash: UInt64 = 0xCBF2_9CE4_8422_2325
  private let keepsLines: Bool

  init(keepsLines: Bool) { self.keepsLines = keepsLines }

  mutating func note(_ line: String, at now: Duration) {
    var time = UInt64(bitPattern: now.components.seconds) &* 1_000_000_007
    time &+= UInt64(bitPattern: now.components.attoseconds)
    hash = (hash ^ time) &* 0x0000_0100_0000_01B3
    for byte in line.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    if keepsLines { lines.append("\(Self.clock(now))  \(line)") }
  }

  private static func clock(_ now: Duration) -> String {
    let seconds = now.components.seconds
    let milliseconds = now.components.attoseconds / 1_000_000_000_000_000
    let parts = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { padded("\($0)", 2) }
    return parts.joined(separator: ":") + "." + padded("\(milliseconds)", 3)
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    String(repeating: "0", count: max(0, width - text.count)) + text
  }
}
