import Foundation
import JSONRPC

/// Finds the examples of a page of Markdown, by the rules that `proto-docs/README.md` states.
struct ExamplePage {
  private(set) var examples: [Example] = []
  /// Blocks of JSON that are neither a request nor follow one.
  private(set) var strays: [String] = []

  private let name: String
  private var remark = Remark()
  /// The examples that the next reply belongs to: one request, or those of one shell block.
  private var open: Range<Int> = 0..<0

  /// What a comment says about the example that it stands before.
  private struct Remark {
    var after: [String] = []
    var varies: Set<String> = []
    var role: Role?
  }

  init(_ markdown: String, name: String) throws {
    self.name = name
    var fence: (language: String, line: Int, text: [Substring])?
    let lines = markdown.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      if let open = fence {
        if line == "```" {
          try take(open.language, open.text.joined(separator: "\n"), line: open.line)
          fence = nil
        } else {
          fence?.text.append(line)
        }
      } else if line.hasPrefix("```") {
        fence = (String(line.dropFirst(3)), index + 1, [])
      } else if line.hasPrefix("<!-- example:") {
        remark = Self.remark(line)
      } else if line.hasPrefix("#") {
        open = 0..<0
      }
    }
  }

  /// Reads `<!-- example: after X, Y; varies a, b; role r -->`.
  private static func remark(_ line: Substring) -> Remark {
    var remark = Remark()
    let text = line.dropFirst("<!-- example:".count).replacing("-->", with: "")
    for clause in text.split(separator: ";") {
      let words = clause.trimmingCharacters(in: .whitespaces).split(separator: " ", maxSplits: 1)
      guard words.count == 2 else { continue }
      let list = words[1].split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
      switch words[0] {
      case "after": remark.after = list
      case "varies": remark.varies = Set(list)
      case "role": remark.role = list.first.flatMap { Role($0) }
      default: continue
      }
    }
    return remark
  }

  private mutating func take(_ language: String, _ text: String, line: Int) throws {
    switch language {
    case "json": try takeJSON(text, line: line)
    case "sh": takeShell(text, line: line)
    default: break
    }
    remark = Remark()
  }

  private mutating func takeJSON(_ text: String, line: Int) throws {
    let json = try JSONText(validating: Array(text.utf8))
    let first = JSONObject(json) ?? JSONValue(json).array?.first?.object
    let isNotification = first?["method"]?.string == "rpc.progress"
    if first?["method"] != nil, !isNotification {
      open = examples.count..<examples.count
      begin(Example(place: "\(name):\(line)", request: text))
    } else if !open.isEmpty {
      for index in open { examples[index].messages.append(json) }
    } else {
      strays.append("\(name):\(line)")
    }
  }

  private mutating func takeShell(_ text: String, line: Int) {
    open = examples.count..<examples.count
    let role = text.firstMatch(of: /\/(\w+)\.sock/).flatMap { Role(String($0.1)) }
    var requests = text.matches(of: /'(\{[^']*\})'/).map { String($0.1) }
    for call in text.matches(of: /billing-customerctl call (\w+)(?: '([^']*)')?/) {
      requests.removeAll { $0 == call.2.map(String.init) }
      let params = call.2.map(String.init) ?? "{}"
      let request = #"{"jsonrpc":"2.0","id":1,"method":"\#(call.1)","params":\#(params)}"#
      begin(Example(place: "\(name):\(line)", request: request, role: .ops))
    }
    for request in requests where request.contains("\"method\"") {
      begin(
        Example(
          place: "\(name):\(line)", request: request, isDocument: text.contains("curl"),
          role: role))
    }
  }

  private mutating func begin(_ example: Example) {
    var example = example
    example.after = remark.after
    example.varies = remark.varies
    example.role = remark.role ?? example.role
    examples.append(example)
    open = open.lowerBound..<examples.count
  }
}
