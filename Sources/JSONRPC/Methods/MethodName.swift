/// gRPC's full name of a method, `package.Service/Method`, or a system method's `rpc.word`.
public struct MethodName: Hashable, Sendable, CustomStringConvertible {
  /// The canonical name.
  public let full: String

  /// Makes a name; nil unless it is 1 to 128 letters, digits, dots, underscores and at most one `/`.
  public init?(_ full: String) {
    let isWord = full.utf8.allSatisfy { byte in
      byte == UInt8(ascii: ".") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "_")
        || Hexadecimal.value(of: byte) != nil
        || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte & ~0x20)
    }
    let slashes = full.utf8.count { $0 == UInt8(ascii: "/") }
    guard isWord, slashes <= 1, (1...128).contains(full.utf8.count),
      full.utf8.last != UInt8(ascii: "/")
    else { return nil }
    self.full = full
  }

  /// A name that is written in the source.
  public init(named full: StaticString) {
    guard let name = MethodName(full.description) else {
      preconditionFailure("a method name in the source is not a gRPC name")
    }
    self = name
  }

  /// The part after the slash, which routes as well; the whole name where there is no slash.
  public var bare: String {
    full.split(separator: "/").last.map(String.init) ?? full
  }

  /// The canonical name.
  public var description: String { full }
}
