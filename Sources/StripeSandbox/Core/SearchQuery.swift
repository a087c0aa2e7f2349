/// The part of Stripe's search language that the sandbox reads: equalities joined by `AND`.
struct SearchQuery {
  private enum Clause {
    case email(String)
    case name(String)
    case metadata(key: String, value: String)
  }

  private var clauses: [Clause] = []

  init(_ text: String) throws(Refusal) {
    var rest = Substring(text)
    repeat {
      rest = rest.drop { $0 == " " }
      if !clauses.isEmpty {
        guard rest.lowercased().hasPrefix("and ") else { throw Self.malformed }
        rest = rest.dropFirst(4).drop { $0 == " " }
      }
      clauses.append(try Self.clause(&rest))
    } while rest.contains { $0 != " " }
  }

  func matches(_ customer: SandboxCustomer) -> Bool {
    clauses.allSatisfy { clause in
      switch clause {
      case .email(let email): customer.email?.lowercased() == email.lowercased()
      case .name(let name): customer.name?.lowercased() == name.lowercased()
      case .metadata(let key, let value):
        customer.metadata[key].map { ExactString($0) } == ExactString(value)
      }
    }
  }

  private static let malformed = Refusal.invalid(
    "query", "Invalid search query; the sandbox reads field:'value' joined by AND")

  private static func clause(_ rest: inout Substring) throws(Refusal) -> Clause {
    if rest.hasPrefix("metadata[") {
      rest = rest.dropFirst(9)
      let key = try quoted(&rest)
      guard rest.hasPrefix("]:") else { throw malformed }
      rest = rest.dropFirst(2)
      return .metadata(key: key, value: try quoted(&rest))
    }
    let field = rest.prefix { $0 != ":" }
    rest = rest.dropFirst(field.count + 1)
    switch field {
    case "email": return .email(try quoted(&rest))
    case "name": return .name(try quoted(&rest))
    default: throw malformed
    }
  }

  /// Reads a text in single or double quotes, in which a backslash hides a quote.
  private static func quoted(_ rest: inout Substring) throws(Refusal) -> String {
    guard let quote = rest.popFirst(), quote == "'" || quote == "\"" else { throw malformed }
    var text = ""
    while let character = rest.popFirst() {
      if character == quote { return text }
      if character == "\\", let hidden = rest.popFirst() {
        text.append(hidden)
      } else {
        text.append(character)
      }
    }
    throw malformed
  }
}
