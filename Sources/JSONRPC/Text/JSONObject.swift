/// The members of an object, in the order of the text.
public struct JSONObject: Sendable {
  /// One member.
  public struct Member: Sendable {
    /// The key, escapes resolved.
    public let name: String
    /// The value.
    public let value: JSONValue
  }

  /// All members.
  public let members: [Member]

  /// The members of a text; nil when the text is no object.
  public init?(_ text: JSONText) {
    guard let object = JSONValue(text).object else { return nil }
    self = object
  }

  init(of value: JSONValue) {
    let copy = Array(value.bytes)
    let span = copy.span
    var reader = JSONReader(position: 0, depthLimit: .max)
    var members: [Member] = []
    var container = reader.enterFirst()
    while let (key, value) = reader.nextPair(&container, span) {
      let name = JSONValue(bytes: copy[key.range]).string ?? ""
      members.append(Member(name: name, value: JSONValue(bytes: copy[value])))
    }
    self.members = members
  }

  /// The value of a key; nil when there is none.
  public subscript(name: String) -> JSONValue? {
    members.first { $0.name == name }?.value
  }
}
