internal import JSONRPC

/// Tells what of a method's params does not fit its message, by the fields' names.
///
/// swift-protobuf refuses such params too, but names neither a field of the wrong type nor an
/// unknown enum word, and lets the last of two members for one field win.
struct ParamsCheck {
  /// How many violations are told at most.
  static let limit = 16

  private(set) var violations: [FieldViolation] = []
  private let definitions: Definitions

  /// Checks params against the message of that full name.
  init(_ params: JSONText, message: String, definitions: Definitions = .current) {
    self.definitions = definitions
    guard let object = JSONObject(params), let schema = definitions.messages[message] else {
      refuse("params", "must be an object")
      return
    }
    check(object.members.lazy.filter { $0.name != "_meta" }, against: schema, in: "")
  }

  private mutating func check(
    _ members: some Sequence<JSONObject.Member>, against schema: MessageSchema, in path: String
  ) {
    var seen: Set<Int> = []
    for member in members {
      if violations.count == Self.limit { return }
      guard let position = schema.position(named: member.name) else {
        refuse(path + member.name.prefix(64), "is not a field of this method")
        continue
      }
      let field = schema.fields[position]
      if !seen.insert(position).inserted { refuse(path + field.name, "is given twice") }
      check(member.value, against: field, at: path + field.name)
    }
  }

  private mutating func check(_ value: JSONValue, against field: FieldSchema, at path: String) {
    guard field.isRepeated, value.kind != .null else {
      return check(value, against: field.kind, at: path)
    }
    guard let elements = value.array else { return refuse(path, "must be an array") }
    for element in elements where violations.count < Self.limit {
      check(element, against: field.kind, at: path)
    }
  }

  private mutating func check(
    _ value: JSONValue, against kind: FieldSchema.Kind, at path: String
  ) {
    if value.kind == .null { return }
    if case .message(let name) = kind, let object = value.object,
      let schema = definitions.messages[name]
    {
      return check(object.members, against: schema, in: path + ".")
    }
    if let complaint = kind.complaint(about: value) { refuse(path, complaint) }
  }

  private mutating func refuse(_ path: String, _ complaint: String) {
    violations.append(FieldViolation(field: path, description: complaint))
  }
}
