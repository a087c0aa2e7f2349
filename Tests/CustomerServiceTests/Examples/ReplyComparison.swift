import Foundation
import JSONRPC

/// Compares what the daemon sent with what the documentation shows.
///
/// Everything must be equal, save the members that vary: of those the kind and the form must be,
/// and one documented text must stand for one real text wherever it appears.
struct ReplyComparison {
  /// Real texts by the documented ones that stand for them.
  private(set) var bindings: [String: String] = [:]
  /// What differed.
  private(set) var differences: [String] = []

  /// A request with the real texts in place of the documented ones.
  func request(_ text: String) -> String {
    bindings.reduce(text) { $0.replacing("\"\($1.key)\"", with: "\"\($1.value)\"") }
  }

  /// Compares the messages of one example.
  mutating func compare(
    _ documented: [JSONText], with sent: [JSONText], varying: Set<String>, place: String
  ) {
    differences = []
    if documented.count != sent.count {
      differences.append("\(place): \(documented.count) messages shown, \(sent.count) sent")
    }
    for (shown, real) in zip(documented, sent) {
      compare(JSONValue(shown), JSONValue(real), varies: false, varying, at: place)
    }
    if !differences.isEmpty {
      differences.append("sent: \(sent.map { String(decoding: $0.bytes, as: UTF8.self) })")
    }
  }

  private mutating func compare(
    _ shown: JSONValue, _ real: JSONValue, varies: Bool, _ varying: Set<String>, at path: String
  ) {
    guard shown.kind == real.kind else {
      return differ(path, "is \(real.text), not \(shown.text)")
    }
    switch shown.kind {
    case .object: compareMembers(shown, real, varying, at: path)
    case .array:
      let (left, right) = (shown.array ?? [], real.array ?? [])
      if left.count != right.count { differ(path, "has \(right.count) elements") }
      for (index, pair) in zip(left, right).enumerated() {
        compare(pair.0, pair.1, varies: varies, varying, at: "\(path)[\(index)]")
      }
    case .string: compareTexts(shown.string ?? "", real.string ?? "", varies: varies, at: path)
    default:
      if !varies, shown.text.description != real.text.description {
        differ(path, "is \(real.text), not \(shown.text)")
      }
    }
  }

  private mutating func compareMembers(
    _ shown: JSONValue, _ real: JSONValue, _ varying: Set<String>, at path: String
  ) {
    let (left, right) = (shown.object?.members ?? [], real.object?.members ?? [])
    for member in left {
      guard let other = right.first(where: { $0.name == member.name }) else {
        differ("\(path).\(member.name)", "is not sent")
        continue
      }
      compare(
        member.value, other.value, varies: varying.contains(member.name), varying,
        at: "\(path).\(member.name)")
    }
    for member in right where !left.contains(where: { $0.name == member.name }) {
      differ("\(path).\(member.name)", "is sent and not shown")
    }
  }

  private mutating func compareTexts(
    _ shown: String, _ real: String, varies: Bool, at path: String
  ) {
    if let bound = bindings[shown] {
      if bound != real { differ(path, "is \(real); \(shown) stood for \(bound)") }
    } else if varies, Self.form(shown) == Self.form(real) {
      bindings[shown] = real
    } else if shown != real {
      differ(path, "is \(real), not \(shown)")
    }
  }

  private mutating func differ(_ path: String, _ how: String) {
    differences.append("\(path) \(how)")
  }

  /// What stays the same of a text that varies: that it is a time, 32 hexadecimal digits, a path,
  /// or an id with a prefix.
  private static func form(_ text: String) -> String {
    if text.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/) != nil { return "time" }
    if text.wholeMatch(of: /[0-9a-f]{32}/) != nil { return "request" }
    if text.hasPrefix("/") { return "path" }
    if let prefix = text.prefixMatch(of: /[a-z]+_/) { return String(prefix.output) }
    return "text"
  }
}
