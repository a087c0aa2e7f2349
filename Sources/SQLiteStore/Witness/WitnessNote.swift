internal import CustomerModel
internal import CustomerStore

/// What the witness says: how many commits the database has had, and whose it is.
struct WitnessNote: Hashable, Sendable {
  /// Bytes of one note in the file, one sector, so that it is written whole or not at all.
  static let size = 512

  var commits: Int64
  var stamp: LedgerStamp?

  init(commits: Int64, stamp: LedgerStamp?) {
    self.commits = commits
    self.stamp = stamp
  }

  /// Text that a person can read, and a checksum; padded with spaces.
  var bytes: [UInt8] {
    let text = [
      Self.title, "commits \(commits)", "account \(stamp?.accountID ?? "-")",
      "mode \(stamp?.mode.rawValue ?? "-")", "namespace \(stamp?.namespace.rawValue ?? "-")",
    ].joined(separator: "\n")
    let line = text + "\nsum \(Self.sum(of: text))"
    let padding = String(repeating: " ", count: max(0, Self.size - 1 - line.utf8.count))
    return Array((line + padding + "\n").utf8.prefix(Self.size))
  }

  /// Reads a note; nil when it is torn, damaged or none.
  init?(bytes: some Collection<UInt8>) {
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
      .map { $0.split(separator: " ").map(String.init) }
    guard lines.count == 6, lines.dropFirst().allSatisfy({ $0.count == 2 }) else { return nil }
    let text = lines.dropLast().map { $0.joined(separator: " ") }.joined(separator: "\n")
    guard lines[0].joined(separator: " ") == Self.title, lines[5][1] == Self.sum(of: text),
      let commits = Int64(lines[1][1])
    else { return nil }
    self.commits = commits
    if let mode = AccountMode(rawValue: lines[3][1]) {
      stamp = LedgerStamp(
        accountID: lines[2][1] == "-" ? nil : lines[2][1], mode: mode,
        namespace: LedgerNamespace(unchecked: lines[4][1]))
    }
  }

  private static let title = "billing-customer witness 1"

  private static func sum(of text: String) -> String {
    var sum = Checksum()
    sum.add(text)
    return String(sum.value, radix: 16)
  }
}
