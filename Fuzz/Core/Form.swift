import FuzzDriver
@testable import Stripe

/// What is encoded as a form and decoded by the book is the same again, and its bytes are plain.
///
/// Names and values are separated by zero bytes; the first byte says how deep names nest.
enum Form: FuzzTarget {
  static func check(_ input: [UInt8]) {
    var reader = InputReader(input)
    let depth = Int(reader.byte() % 3)
    let parts = reader.all().split(separator: 0, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    var body = FormBody()
    var expected: [(name: [UInt8], value: [UInt8])] = []
    for index in stride(from: 0, to: parts.count - 1, by: 2) {
      let (name, value) = (parts[index], parts[index + 1])
      switch depth {
      case 0: body.append(FormKey(stringLiteral: name), value)
      case 1: body.append(.metadata(name), value)
      default: body.append(FormKey(name, name, "x"), value)
      }
      let full = ["\(name)", "metadata[\(name)]", "\(name)[\(name)][x]"][depth]
      expected.append((Array(full.utf8), Array(value.utf8)))
    }
    let plain = body.bytes.allSatisfy { byte in
      byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "+") && byte != UInt8(ascii: "#")
    }
    require(plain, "a form is plain ASCII: \(text(body.bytes))")
    let found = decoded(body.bytes)
    require(found.count == expected.count, "a form has as many fields as were put in")
    for (left, right) in zip(found, expected) {
      require(left == right, "a field survives: \(left) and \(right)")
    }
    require(FormBody(frozen: body.bytes) == body, "frozen bytes are the same body")
  }

  /// Decodes as the URL standard's form parser does.
  private static func decoded(_ bytes: [UInt8]) -> [(name: [UInt8], value: [UInt8])] {
    bytes.split(separator: UInt8(ascii: "&")).map { field in
      let end = field.firstIndex(of: UInt8(ascii: "=")) ?? field.endIndex
      return (unescaped(field[..<end]), unescaped(field[end...].dropFirst()))
    }
  }

  private static func unescaped(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var rest = bytes
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "+"): result.append(0x20)
      case UInt8(ascii: "%"):
        let digits = text(rest.prefix(2))
        guard digits.utf8.count == 2, let value = UInt8(digits, radix: 16) else {
          refute("a percent sign is followed by two digits: \(text(bytes))")
        }
        result.append(value)
        rest = rest.dropFirst(2)
      default: result.append(byte)
      }
    }
    return result
  }
}
