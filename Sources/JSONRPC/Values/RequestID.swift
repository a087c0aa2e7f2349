/// Our own name of one request, in logs, in the audit trail and in `error.data.requestId`.
public struct RequestID: Hashable, Sendable, CustomStringConvertible {
  private let start: UInt64
  private let number: UInt64

  init(start: UInt64, number: UInt64) {
    self.start = start
    self.number = number
  }

  /// Reads the 32 hexadecimal digits of `description`; nil for anything else.
  public init?(_ text: some StringProtocol) {
    guard text.utf8.count == 32, text.utf8.allSatisfy({ Hexadecimal.value(of: $0) != nil }),
      let start = UInt64(text.prefix(16), radix: 16),
      let number = UInt64(text.suffix(16), radix: 16)
    else { return nil }
    self.init(start: start, number: number)
  }

  /// 32 lower-case hexadecimal digits: the process's start value, then the count.
  public var description: String {
    var digits: [UInt8] = []
    digits.reserveCapacity(32)
    for word in [start, number] {
      for shift in stride(from: 60, through: 0, by: -4) {
        digits.append(Hexadecimal.digit(UInt8(truncatingIfNeeded: word >> UInt64(shift)) & 15))
      }
    }
    return String(decoding: digits, as: UTF8.self)
  }
}
