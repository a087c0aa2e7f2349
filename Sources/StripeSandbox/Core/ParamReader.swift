/// Reads the parameters of one request and refuses those that nobody asked for.
struct ParamReader {
  /// What a request says about a nested parameter.
  enum Hash {
    case absent
    case cleared
    case pairs([(name: String, value: String)])
  }

  private var fields: [FormField]
  /// The encoded text in an order that does not depend on the sender.
  let digestText: String

  init(_ request: SandboxRequest) throws(Refusal) {
    guard var fields = FormField.parse(request.query.utf8),
      let form = FormField.parse(request.body)
    else { throw .invalid(nil, "Invalid request: the parameters are not UTF-8") }
    fields += form
    self.digestText = fields.map { "\($0.name)\u{1}\($0.path ?? [])\u{1}\($0.value)" }
      .sorted().joined(separator: "\u{2}")
    self.fields = fields.filter { $0.name != "expand" }
  }

  /// Takes a plain parameter; of several the last counts.
  mutating func text(_ name: String) throws(Refusal) -> String? {
    let taken = take(name)
    if taken.contains(where: { $0.path != [] }) {
      throw .invalid(name, "Invalid string: \(name) must be a string")
    }
    return taken.last?.value
  }

  /// Takes an integer parameter within bounds.
  mutating func integer(
    _ name: String, in range: ClosedRange<Int64>
  ) throws(Refusal) -> Int64? {
    guard let text = try text(name) else { return nil }
    guard let number = Int64(text), range.contains(number) else {
      throw .invalid(name, code: "parameter_invalid_integer", "Invalid integer: \(name)")
    }
    return number
  }

  /// Takes a parameter that has members: `address[city]`, or `address=` to clear it.
  mutating func hash(_ name: String) throws(Refusal) -> Hash {
    var cleared = false
    var pairs: [(name: String, value: String)] = []
    for field in take(name) {
      guard let path = field.path, path.count < 2 else {
        throw .invalid(name, "Invalid hash: \(name) must have plain keys and values")
      }
      if let member = path.first {
        pairs.removeAll { $0.name.utf8.elementsEqual(member.utf8) }
        pairs.append((member, field.value))
      } else if field.value.isEmpty {
        cleared = true
      } else {
        throw .invalid(name, "Invalid hash: \(name)")
      }
    }
    if !pairs.isEmpty { return .pairs(pairs) }
    return cleared ? .cleared : .absent
  }

  /// Takes a parameter that is a value or has members, such as `created` and `created[gte]`.
  mutating func branches(
    _ name: String
  ) throws(Refusal) -> [(path: [String], value: String)] {
    var found: [(path: [String], value: String)] = []
    for field in take(name) {
      guard let path = field.path else { throw .invalid(name, "Invalid hash: \(name)") }
      found.append((path, field.value))
    }
    return found
  }

  /// Drops parameters that the sandbox accepts without effect.
  mutating func ignore(_ names: String...) {
    fields.removeAll { names.contains($0.name) }
  }

  /// Refuses whatever was not taken.
  func finish() throws(Refusal) {
    if let field = fields.first { throw .unknown(field.name) }
  }

  private mutating func take(_ name: String) -> [FormField] {
    let taken = fields.filter { $0.name == name }
    fields.removeAll { $0.name == name }
    return taken
  }
}
