import JSONRPC
import Testing

@Suite("The comparison of an example with a reply")
struct ComparisonTests {
  private func differences(
    _ shown: String, _ sent: String, varying: Set<String> = []
  ) throws -> [String] {
    var comparison = ReplyComparison()
    comparison.compare(
      [try JSONText(validating: Array(shown.utf8))],
      with: [try JSONText(validating: Array(sent.utf8))], varying: varying, place: "p")
    return comparison.differences
  }

  @Test(
    "sees every difference",
    arguments: [
      (#"{"a":1}"#, #"{"a":2}"#), (#"{"a":1}"#, #"{"a":"1"}"#), (#"{"a":1}"#, "{}"),
      ("{}", #"{"a":1}"#), (#"{"a":[1]}"#, #"{"a":[1,1]}"#), (#"{"a":true}"#, #"{"a":false}"#),
      (#"{"a":{"b":"x"}}"#, #"{"a":{"b":"y"}}"#), (#"{"a":null}"#, #"{"a":0}"#),
    ])
  func strict(shown: String, sent: String) throws {
    #expect(try !differences(shown, sent).isEmpty)
    #expect(try differences(shown, shown).isEmpty)
  }

  @Test("lets only what varies differ, and only within its form")
  func varying() throws {
    let shown = #"{"id":"cus_A","other":{"id":"cus_A"},"at":"2025-03-04T05:06:07Z","n":1}"#
    let sent = #"{"id":"cus_Z","other":{"id":"cus_Z"},"at":"2026-11-23T21:00:00Z","n":7}"#
    #expect(try differences(shown, sent, varying: ["id", "at", "n"]).isEmpty)
    #expect(try !differences(shown, sent, varying: ["id", "at"]).isEmpty)
    let twoIDs = sent.replacing(#"{"id":"cus_Z"}"#, with: #"{"id":"cus_Y"}"#)
    #expect(try !differences(shown, twoIDs, varying: ["id", "at", "n"]).isEmpty)
    let noTime = sent.replacing("2026-11-23T21:00:00Z", with: "yesterday")
    #expect(try !differences(shown, noTime, varying: ["id", "at", "n"]).isEmpty)
    let noID = sent.replacing("cus_Z", with: "guest_Z")
    #expect(try !differences(shown, noID, varying: ["id", "at", "n"]).isEmpty)
  }

  @Test("puts the real texts into the requests that follow")
  func bindings() throws {
    var comparison = ReplyComparison()
    comparison.compare(
      [JSONText(trusted: Array(#"{"id":"cus_A"}"#.utf8))],
      with: [JSONText(trusted: Array(#"{"id":"cus_Z"}"#.utf8))], varying: ["id"], place: "p")
    #expect(comparison.request(#"{"customerId":"cus_A"}"#) == #"{"customerId":"cus_Z"}"#)
  }

  @Test("a block of JSON that no request leads to is found")
  func strays() throws {
    let page = try ExamplePage(
      """
      ```json
      {"result": 1}
      ```
      <!-- example: after X, a scene; varies id; role ops -->
      ```json
      {"method": "M"}
      ```
      ```json
      {"result": 2}
      ```
      """, name: "p")
    #expect(page.strays == ["p:1"])
    #expect(page.examples.map(\.request) == [#"{"method": "M"}"#])
    #expect(page.examples.first?.after == ["X", "a scene"])
    #expect(page.examples.first?.varies == ["id"])
    #expect(page.examples.first?.messages.count == 1)
  }

  @Test("requests in a shell are found, with the role of their socket")
  func shell() throws {
    let page = try ExamplePage(
      """
      ```sh
      curl --unix-socket /run/x/intake.sock http://x/ -d '{"method":"M"}'
      billing-customerctl call Reconcile '{"rebuild": true}'
      ```
      """, name: "p")
    #expect(page.examples.map(\.role) == [.ops, .intake])
    #expect(page.examples.map(\.isDocument) == [false, true])
  }
}
