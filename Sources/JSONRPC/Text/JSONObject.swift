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
    // The text is well-formed, so the walk cannot fail; were it not, what was read counts.
    do throws(JSONFault) {
      var container = try reader.enter()
      while let key = try reader.nextMember(&container, span) {
        let start = reader.position
        try reader.skipValue(span)
        let name = JSONValue(bytes: copy[key.range]).string ?? ""
        members.append(Member(name: name, value: JSONValue(bytes: copy[start..<reader.position])))
      }
    } catch {
      self.members = members
      return
    }
    self.members = members
  }

  /// The value of a key; nil when there is none.
  public subscript(name: String) -> JSONValue? {
    members.first { $0.name == name }?.value
  }
}
