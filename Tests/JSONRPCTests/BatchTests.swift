import JSONRPC
import Testing

@Suite("batches")
struct BatchTests {
  @Test("items are answered in one array, in request order, whatever ends first")
  func order() async {
    let hold = { (id: String) in Talk.request("Hold", id: id, params: #"{"end":\#(id)}"#) }
    let items = [
      hold("1"), Talk.request("Echo", id: "2"), Talk.request("Echo", id: nil), "7", hold("3"),
    ]
    var talk = Talk()
    #expect(talk.say("[\(items.joined(separator: ","))]") == "")
    #expect(talk.session.inFlight == 2)
    let answer = await talk.finish(reversed: true)
    #expect(answer.hasPrefix("[" + Talk.result("1", #"{"end":1}"#) + "," + Talk.result("2", "{}")))
    #expect(answer.contains("-32600") && answer.hasSuffix(Talk.result("3", #"{"end":3}"#) + "]\n"))
    #expect(answer.split(separator: "\n").count == 1)
  }

  @Test("a batch of notifications gets no reply")
  func silent() {
    var talk = Talk()
    #expect(talk.say("[\(Talk.request("Echo", id: nil)),\(Talk.request("Hold", id: nil))]") == "")
    #expect(talk.refused == 1)
  }

  @Test("an id twice in one batch is refused the second time")
  func duplicates() {
    var talk = Talk()
    let item = Talk.request("Echo", id: "1")
    let answer = talk.say("[\(item),\(item)]")
    #expect(answer.hasPrefix("[" + Talk.result("1", "{}") + ","))
    #expect(answer.contains("DUPLICATE_ID"))
  }

  @Test("100 items are taken; of 101 every call is refused and none runs")
  func limit() throws {
    for (count, isTaken) in [(100, true), (101, false)] {
      var talk = Talk()
      let items = (0..<count).map { Talk.request("Echo", id: "\($0)") }
      let answer = talk.say("[\(items.joined(separator: ","))]")
      let text = try JSONText(validating: Array(answer.utf8))
      let replies = (JSONValue(text).array ?? []).compactMap(\.object)
      #expect(replies.count == count)
      #expect(replies.map { $0["id"]?.integer } == (0..<count).map { Int64($0) })
      #expect(replies.allSatisfy { ($0["result"] != nil) == isTaken })
      #expect(isTaken || replies.allSatisfy { $0["error"]?.object?["code"]?.integer == 8 })
    }
  }

  @Test("a batch whose replies are too large together keeps to the limit")
  func replyLimit() {
    var limits = Limits()
    limits.replyBytes = 2_000
    var talk = Talk(limits: limits)
    let filler = String(repeating: "x", count: 900)
    let items = (0..<3).map {
      Talk.request("Echo", id: "\($0)", params: #"{"a":"\#(filler)"}"#)
    }
    let answer = talk.say("[\(items.joined(separator: ","))]")
    #expect(answer.contains(Talk.result("1", #"{"a":"\#(filler)"}"#)))
    #expect(answer.contains(#""id":2,"error""#) && answer.contains("REPLY_TOO_LARGE"))
  }
}
