/// One field of a form or query in Stripe's encoding: `address[city]=Bern`.
struct FormField: Sendable, Equatable {
  /// What stands before the first bracket.
  let name: String
  /// What stands in the brackets, outermost first; `nil` when they do not pair up.
  let path: [String]?
  let value: String

  /// Splits an `application/x-www-form-urlencoded` text; `nil` when it is not UTF-8.
  static func parse(_ bytes: some Sequence<UInt8>) -> [FormField]? {
    var fields: [FormField] = []
    for part in Array(bytes).split(separator: UInt8(ascii: "&")) {
      let halves = part.split(
        separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      guard let key = decode(halves[0]),
        let value = decode(halves.count > 1 ? halves[1] : [])
      else { return nil }
      fields.append(FormField(key: key, value: value))
    }
    return fields
  }

  init(key: String, value: String) {
    let utf8 = Array(key.utf8)
    let open = utf8.firstIndex(of: UInt8(ascii: "[")) ?? utf8.count
    self.name = String(decoding: utf8[..<open], as: UTF8.self)
    self.path = Self.segments(utf8[open...])
    self.value = value
  }

  private static func segments(_ bytes: ArraySlice<UInt8>) -> [String]? {
    var rest = bytes
    var found: [String] = []
    while !rest.isEmpty {
      guard rest.removeFirst() == UInt8(ascii: "["),
        let close = rest.firstIndex(of: UInt8(ascii: "]"))
      else { return nil }
      let segment = rest[..<close]
      if segment.contains(UInt8(ascii: "[")) { return nil }
      found.append(String(decoding: segment, as: UTF8.self))
      rest = rest[(close + 1)...]
    }
    return found
  }

  private static func decode(_ bytes: ArraySlice<UInt8>) -> String? {
    var out: [UInt8] = []
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      if byte == UInt8(ascii: "%"), index + 2 < bytes.endIndex,
        let high = nibble(bytes[index + 1]), let low = nibble(bytes[index + 2])
      {
        out.append(high << 4 | low)
        index += 3
        continue
      }
      out.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
      index += 1
    }
    return String(validating: out, as: UTF8.self)
  }

  private static func nibble(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
