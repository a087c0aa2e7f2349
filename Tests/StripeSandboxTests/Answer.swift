import Foundation
import StripeSandbox

/// An answer of the sandbox, taken apart for a test.
struct Answer {
  let status: Int
  let headers: [SandboxHeader]
  let body: String

  init(_ response: SandboxResponse) {
    status = response.status
    headers = response.headers
    body = String(decoding: response.body, as: UTF8.self)
  }

  init(status: Int, body: [UInt8]) {
    self.status = status
    headers = []
    self.body = String(decoding: body, as: UTF8.self)
  }

  /// A text somewhere in the body, such as `text("error", "code")`.
  func text(_ path: String...) -> String? { value(path) as? String }

  func integer(_ path: String...) -> Int? { (value(path) as? NSNumber)?.intValue }

  func flag(_ path: String...) -> Bool? { (value(path) as? NSNumber)?.boolValue }

  func header(_ name: String) -> String? { headers.first(named: name) }

  /// One member of every object of a list.
  func column(_ name: String) -> [String] {
    let rows = value(["data"]) as? [[String: Any]] ?? []
    return rows.compactMap { $0[name] as? String }
  }

  private func value(_ path: [String]) -> Any? {
    var found = try? JSONSerialization.jsonObject(with: Data(body.utf8), options: .fragmentsAllowed)
    for name in path { found = (found as? [String: Any])?[name] }
    return found
  }
}
