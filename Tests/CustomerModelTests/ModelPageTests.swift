import CustomerModel
import Foundation
import Testing

@Suite("the page that tells how exactly one is reached")
struct ModelPageTests {
  /// The rows of the table under a heading, each as its cells.
  private func table(under heading: String) throws -> [[String]] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let page = try String(
      contentsOf: root.appending(path: "proto-docs/exactly-once.md"), encoding: .utf8)
    let section = try #require(page.components(separatedBy: "## \(heading)\n").dropFirst().first)
    return section.components(separatedBy: "\n## ")[0].split(separator: "\n")
      .filter { $0.hasPrefix("|") }.dropFirst(2)
      .map { $0.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) } }
  }

  private func word(_ step: AttemptStep, _ event: AttemptEvent) -> String {
    switch step {
    case .bind:
      if case .scanned = event { "bind the oldest" } else { "bind" }
    case .look: "look"
    case .retry(let ambiguous): ambiguous ? "retry, unknown" : "retry"
    case .burn: "burn"
    case .replace(let field): field == nil ? "replace" : "replace without the field"
    case .replaceDeleted: "retire, then replace"
    case .park: "park"
    case .holdAccount: "hold the account"
    case .ignore: "ignore"
    }
  }

  @Test("its table of events is what the code does, cell by cell")
  func events() throws {
    let rows = try table(under: "What follows from an event")
    #expect(rows.count == AttemptSamples.events.count)
    let settled = AttemptSamples.states.suffix(3)
    for (row, event) in zip(rows, AttemptSamples.events) {
      let states = AttemptSamples.states.prefix(4) + settled
      let steps = states.map { state in
        word(
          AttemptSamples.attempt(state).step(
            for: event, namespace: AttemptSamples.namespace, mode: .test), event)
      }
      #expect(Array(row[1...4]) == Array(steps.prefix(4)), "\(row[0])")
      #expect(Set(steps.suffix(3)) == [row[5]], "\(row[0])")
    }
  }

  @Test("its list of states names every state")
  func states() throws {
    let named = try table(under: "An attempt").map { $0[0] }
    let known = AttemptSamples.states.map { state in
      switch state {
      case .planned: "`planned`"
      case .sending(_, let ambiguous): ambiguous ? "`sending, unknown`" : "`sending`"
      case .burnt: "`burnt`"
      case .bound: "`bound`"
      case .parked: "`parked`"
      case .superseded: "`superseded`"
      }
    }
    #expect(named == known)
  }

  @Test("its windows are the policy's")
  func windows() throws {
    let rows = try table(under: "What it does next").map { $0.joined(separator: " ") }
    let policy = AttemptPolicy()
    let hours = policy.keyWindow / .seconds(3600)
    #expect(rows.contains { $0.contains("\(Int(hours)) h have passed since the watermark") })
    #expect(policy.quietTime == .seconds(3600))
    #expect(rows.contains { $0.contains("within an hour of being burnt") })
    let margin = Int(policy.scanMargin / .seconds(1))
    #expect(rows.contains { $0.contains("\(margin) s before the watermark") })
  }
}
