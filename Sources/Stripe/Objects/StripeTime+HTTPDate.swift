extension StripeTime {
  private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// Reads a `Date` header field, such as `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110 §5.6.7).
  ///
  /// Only this form, the one servers must write; nil for anything else, for a date that does not exist
  /// and for a weekday that is not that date's, since a wrong time here would prove a false absence.
  public init?(httpDate: String) {
    let bytes = Array(httpDate.utf8)
    guard bytes.count == 29, Self.hasSeparators(bytes),
      let day = Self.number(bytes[5..<7]), let year = Self.number(bytes[12..<16]),
      let hour = Self.number(bytes[17..<19]), let minute = Self.number(bytes[20..<22]),
      let second = Self.number(bytes[23..<25]),
      let month = Self.months.firstIndex(of: String(decoding: bytes[8..<11], as: UTF8.self)),
      year >= 1970, day >= 1, day <= Self.days(inMonth: month + 1, of: year),
      hour < 24, minute < 60, second < 60
    else { return nil }
    let days = Self.daysSince1970(year: year, month: month + 1, day: day)
    guard Self.weekdays[days % 7] == String(decoding: bytes[..<3], as: UTF8.self) else {
      return nil
    }
    self.init(seconds: Int64(((days * 24 + hour) * 60 + minute) * 60 + second))
  }

  private static func hasSeparators(_ bytes: [UInt8]) -> Bool {
    bytes[3..<5].elementsEqual(", ".utf8) && bytes[7] == 0x20 && bytes[11] == 0x20
      && bytes[16] == 0x20 && bytes[19] == UInt8(ascii: ":") && bytes[22] == UInt8(ascii: ":")
      && bytes[25...].elementsEqual(" GMT".utf8)
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for digit in digits {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
      value = value * 10 + Int(digit - UInt8(ascii: "0"))
    }
    return value
  }

  private static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  private static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Counts whole years with the leap days before them, then whole months, then days.
  private static func daysSince1970(year: Int, month: Int, day: Int) -> Int {
    let before = year - 1
    let leapDays = before / 4 - before / 100 + before / 400 - 477
    let monthDays = (1..<month).reduce(0) { $0 + days(inMonth: $1, of: year) }
    return (year - 1970) * 365 + leapDays + monthDays + day - 1
  }
}
