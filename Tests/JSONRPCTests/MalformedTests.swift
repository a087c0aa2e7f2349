import JSONRPC
import Testing

@Suite("input that is no request")
struct MalformedTests {
  /// Texts with clear boundaries, and the words that their reply must contain.
  private static let table: [(String, [String])] = [
    ("{}", ["-32600", #""id":null"#]),
    (#"{"jsonrpc":"1.0","id":5,"method":"Echo"}"#, ["-32600", #""id":5"#]),
    (#"{"jsonrpc":2.0,"id":5,"method":"Echo"}"#, ["-32600", #""id":5"#]),
    (#"{"jsonrpc":"2.0","id":5}"#, ["-32600", #""id":5"#]),
    (#"{"jsonrpc":"2.0","id":5,"method":7}"#, ["-32600", #""id":5"#]),
    (#"{"jsonrpc":"2.0","id":1.5,"method":"Echo"}"#, ["-32600", #""id":null"#]),
    (#"{"jsonrpc":"2.0","id":1e2,"method":"Echo"}"#, ["-32600", #""id":null"#]),
    (#"{"jsonrpc":"2.0","id":[1],"method":"Echo"}"#, ["-32600", #""id":null"#]),
    (#"{"jsonrpc":"2.0","id":true,"method":"Echo"}"#, ["-32600", #""id":null"#]),
    (#"{"jsonrpc":"2.0","id":5,"method":"Echo","params":1}"#, ["-32602", #""id":5"#]),
    (#"{"jsonrpc":"2.0","id":5,"method":"Echo","params":null}"#, ["-32602", #""id":5"#]),
    (#"{"jsonrpc":"2.0","id":5,"method":"Echo","params":[1]}"#, ["-32602", #""id":5"#]),
    (#"{"jsonrpc":"2.0","id":5,"method":"Echo","params":[{},{}]}"#, ["-32602", #""id":5"#]),
    (#"{"jsonrpc":"2.0","id":5,"method":"echo"}"#, ["-32601", "UNIMPLEMENTED", #""id":5"#]),
    (#"{"jsonrpc":"2.0","id":5,"method":""}"#, ["-32601", #""id":5"#]),
    ("[]", ["-32600", "EMPTY_BATCH", #""id":null"#]),
    (#"{"a":1,"a":2}"#, ["-32700", "DUPLICATE_KEY"]),
    (#"{"a":1,"\u0061":2}"#, ["-32700", "DUPLICATE_KEY"]),
    (#"{"x":{"y":[{"a":1,"b":2,"a":3}]}}"#, ["-32700", "DUPLICATE_KEY"]),
    (#"{"a":"\ud800"}"#, ["-32700", "INVALID_TEXT"]),
    (#"{"a":"\ud800\u0041"}"#, ["-32700", "INVALID_TEXT"]),
    (#"{"a":"\udc00"}"#, ["-32700", "INVALID_TEXT"]),
    (#"{"a":"\x"}"#, ["-32700"]),
    (#"{"a":"\u12g4"}"#, ["-32700"]),
    ("{\"a\":\"\n\"}", ["-32700"]),
    (#"{"a":01}"#, ["-32700"]), (#"{"a":1.}"#, ["-32700"]), (#"{"a":.5}"#, ["-32700"]),
    (#"{"a":+1}"#, ["-32700"]), (#"{"a":1e}"#, ["-32700"]), (#"{"a":-}"#, ["-32700"]),
    (#"{"a":NaN}"#, ["-32700"]), (#"{"a":tru}"#, ["-32700"]), (#"{a:1}"#, ["-32700"]),
    (#"{"a":1,}"#, ["-32700"]), ("[1,]", ["-32700"]), (#"{"a" 1}"#, ["-32700"]),
    ("{,}", ["-32700"]), (#"{"a":}"#, ["-32700"]), ("[1 2]", ["-32700"]),
  ]

  @Test("each is answered with its own error, and the stream goes on")
  func answered() {
    for (text, words) in Self.table {
      var talk = Talk()
      let answer = talk.say(text + "\n")
      for word in words { #expect(answer.contains(word), "\(text): \(answer)") }
      #expect(talk.say(Talk.request("Echo", id: "9")) == Talk.result("9", "{}") + "\n")
      #expect(talk.next == .open)
    }
  }

  @Test("a closing bracket of the wrong kind ends the stream")
  func mismatch() {
    for text in ["{]", "[}", #"{"a":[}"#] {
      var talk = Talk()
      #expect(talk.say(text).contains("-32700"))
      #expect(talk.next == .close)
    }
  }

  @Test("bytes that are not UTF-8 are refused")
  func invalidUTF8() {
    for bytes: [UInt8] in [
      [0x80], [0xC0, 0x80], [0xC3], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80],
      [0xF0, 0x80, 0x80, 0x80],
      [0xF4, 0x90, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80], [0xFF], [0xE2, 0x82],
    ] {
      for prefix in ["", "0123456789"] {
        var talk = Talk()
        let answer = talk.say(Array("{\"a\":\"\(prefix)".utf8) + bytes + Array("\"}".utf8))
        #expect(answer.contains("INVALID_TEXT"), "\(bytes)")
      }
    }
  }

  @Test("64 levels are taken and 65 are not, and far more neither")
  func depth() {
    for (levels, isTaken) in [(62, true), (63, false), (300, false), (100_000, false)] {
      var talk = Talk()
      let nested =
        String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
      let answer = talk.say(Talk.request("Echo", id: "1", params: #"{"a":\#(nested)}"#))
      #expect(answer.contains("TOO_DEEP") != isTaken)
      #expect(talk.say(Talk.request("Echo", id: "2")) == Talk.result("2", "{}") + "\n")
    }
  }

  @Test("an object with very many keys is read in a moment, and a late duplicate is found")
  func manyKeys() {
    let keys = (0..<20_000).map { "\"k\($0)\":0" }.joined(separator: ",")
    var talk = Talk()
    #expect(talk.say(Talk.request("Echo", id: "1", params: "{\(keys)}")).contains("k19999"))
    #expect(
      talk.say(Talk.request("Echo", id: "1", params: "{\(keys),\"k7\":1}"))
        .contains("DUPLICATE_KEY"))
  }

  @Test("random bytes never trap, and whatever is answered is JSON")
  func random() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var state = seed
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    let words = [
      "{", "}", "[", "]", "\"", "\\", ":", ",", "\"jsonrpc\":\"2.0\"", "\"id\":1", "\"method\":",
      "\"Echo\"", "\"params\":{", "\"_meta\":{", "\"timeoutMs\":", "9", "-", "\\ud83d", "null",
      "\n",
    ]
    for _ in 0..<3_000 {
      var talk = Talk()
      var answer = talk.say("{")
      for _ in 0..<next(30) { answer += talk.say(words[next(words.count)]) }
      answer += talk.hangUp()
      for line in answer.split(separator: "\n") {
        #expect(throws: Never.self, "seed \(seed)") { try JSONText(validating: Array(line.utf8)) }
      }
    }
  }
}
