/// Header fields in the order given; names are looked up without regard to ASCII case.
public struct HTTPFields: Sendable, Hashable, ExpressibleByDictionaryLiteral {
  /// One header field.
  public struct Field: Sendable, Hashable {
    /// The name as written.
    public let name: String
    /// The value without surrounding blanks.
    public let value: String
  }

  /// Every field, in order, repeated names included.
  public private(set) var all: [Field] = []

  /// Makes an empty list.
  public init() {}

  /// Makes a list from names and values, in the order written.
  public init(dictionaryLiteral elements: (String, String)...) {
    for (name, value) in elements { append(name, value) }
  }

  /// The first value under a name, ASCII case ignored; nil when there is none.
  public subscript(name: String) -> String? {
    all.first { Self.isSameName($0.name, name) }?.value
  }

  /// Adds a field at the end; earlier ones of the same name stay.
  public mutating func append(_ name: String, _ value: String) {
    all.append(Field(name: name, value: value))
  }

  /// Whether every name is a token and no value holds a control character, so that no field can
  /// smuggle in another one (RFC 9110 §5).
  var isWellFormed: Bool {
    all.allSatisfy { field in
      !field.name.isEmpty && field.name.utf8.allSatisfy(Self.isTokenByte)
        && field.value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }
    }
  }

  private static func isSameName(_ left: String, _ right: String) -> Bool {
    left.utf8.count == right.utf8.count
      && zip(left.utf8, right.utf8).allSatisfy { lowered($0) == lowered($1) }
  }

  private static func lowered(_ byte: UInt8) -> UInt8 {
    byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
  }

  private static func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      return true
    default:
      return "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }
}
