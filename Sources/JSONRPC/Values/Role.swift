/// The part a caller plays: the name of the listening socket it came in on.
///
/// A method declares the roles that may call it; everything else is denied.
public struct Role: Hashable, Sendable, CustomStringConvertible {
  /// Lower-case word, 1 to 32 letters, digits, `-` or `_`, beginning with a letter.
  public let name: String

  /// Makes a role, or nil when the name is not a word as described at `name`.
  public init?(_ name: String) {
    guard let first = name.utf8.first, name.utf8.count <= 32 else { return nil }
    guard (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first) else { return nil }
    guard name.utf8.allSatisfy(Self.isAllowed) else { return nil }
    self.name = name
  }

  /// A role whose name is written in the source.
  public init(named name: StaticString) {
    guard let role = Role(name.description) else {
      preconditionFailure("a role in the source has a name that is not a lower-case word")
    }
    self = role
  }

  /// The authentication service.
  public static let auth = Role(named: "auth")
  /// The payment intake.
  public static let intake = Role(named: "intake")
  /// People and programs that run the system.
  public static let ops = Role(named: "ops")

  /// The role's name.
  public var description: String { name }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
    case UInt8(ascii: "-"), UInt8(ascii: "_"): true
    default: false
    }
  }
}
