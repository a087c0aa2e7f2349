import JSONRPC
import Testing

@Suite("framing of the stream")
struct FramingTests {
  private static let stream =
    " \n" + Talk.request("Echo", id: "1", params: #"{"a":"}{\"\\","b":[1,{"c":null}]}"#)
    + Talk.request("Echo", id: #""é\"""#, params: #"{"é":"\ud83d\ude00😀"}"#) + "\n\n[\n"
    + Talk.request("Echo", id: "3") + " , " + Talk.request("Echo", id: "4", params: "[]") + "]\r\n"
    + #"{"jsonrpc":"2.0","id":5,"method":"Nope"} {"broken":} {"a":1,"a":2}"# + "\n"

  /// Replies without the line feeds between them and without request ids, which count up.
  private static func lines(_ text: String) -> [String] {
    text.split(separator: "\n").map(String.init)
  }

  @Test("a stream cut anywhere gets the same replies", arguments: [true, false])
  func cutAnywhere(inTwo: Bool) {
    let bytes = Array(Self.stream.utf8)
    var whole = Talk()
    let expected = Self.lines(whole.say(bytes))
    #expect(expected.count == 6)
    for cut in inTwo ? Array(0...bytes.count) : [1] {
      var talk = Talk()
      var answer = ""
      if inTwo {
        answer = talk.say(Array(bytes[..<cut])) + talk.say(Array(bytes[cut...]))
      } else {
        for byte in bytes { answer += talk.say([byte]) }
      }
      #expect(Self.lines(answer) == expected, "cut at \(cut)")
      #expect(talk.session.partialSince == nil)
    }
  }

  @Test("a reply ends as its request did")
  func terminators() {
    for (id, after, end) in [
      ("1", "", "\n"), ("1", "\n", "\n"), ("1", "\n\n", "\n\n"), ("1", " \n\n", "\n"),
      ("\"a\"", "", "\n\n"), ("\"a\"", "\n", "\n"), ("\"a\"", "\n\n", "\n\n"), ("null", "", "\n"),
    ] {
      var talk = Talk()
      let answer = talk.say(Talk.request("Echo", id: id) + after)
      #expect(answer == Talk.result(id, "{}") + end, "\(id) \(after.debugDescription)")
    }
  }

  @Test("what follows a request counts until its reply is due")
  func lateTerminators() async {
    for (pieces, end) in [
      ([], "\n\n"), (["\n"], "\n"), (["\n", "\n"], "\n\n"), (["\n\n"], "\n\n"), ([" "], "\n"),
      (["\n", "x"], "\n"),
    ] {
      var talk = Talk()
      _ = talk.say(Talk.request("Hold", id: "\"h\"", params: #"{"end":1}"#))
      for piece in pieces { _ = talk.say(piece) }
      #expect(await talk.finish() == Talk.result("\"h\"", #"{"end":1}"#) + end, "\(pieces)")
    }
  }

  @Test("braces inside strings of a reply are escaped and white space is dropped")
  func braces() {
    var talk = Talk()
    let answer = talk.say(
      Talk.request("Echo", id: "1", params: "{ \"{\" :\n[ \"}\\\"{\" , \"x y\" ] }"))
    #expect(
      answer
        == Talk.result("1", #"{"\u007b":["\u007d\"\u007b","x y"]}"#) + "\n")
  }

  @Test("the first byte decides what the connection speaks")
  func firstByte() {
    var http = Talk()
    #expect(http.say("\r\n") == "")
    #expect(http.say(" POST / HTTP/1.1\r\n") == "")
    #expect(http.next == .http(skip: 1))

    for text in ["hello", "\u{0}", "\u{FEFF}{}", "1", "\"a\"", "]", "}"] {
      var other = Talk()
      let answer = other.say(text)
      #expect(answer.contains("-32700") && answer.contains(#""id":null"#), "\(text)")
      #expect(other.next == .close)
      #expect(other.say(Talk.request("Echo", id: "1")) == "")
    }
  }

  @Test("text after a request that is no request ends the stream, after the replies that are due")
  func garbageLater() async {
    var talk = Talk()
    _ = talk.say(Talk.request("Hold", id: "1", params: #"{"end":1}"#))
    #expect(talk.say("GET /").contains("-32700"))
    #expect(talk.next == .open)
    #expect(await talk.finish() == Talk.result("1", #"{"end":1}"#) + "\n")
    #expect(talk.next == .close)
  }

  @Test("after a half-close everything complete is still answered")
  func halfClose() async {
    var talk = Talk()
    _ = talk.say(Talk.request("Hold", id: "1", params: #"{"end":1}"#))
    #expect(talk.hangUp() == "")
    #expect(talk.next == .open)
    #expect(await talk.finish() == Talk.result("1", #"{"end":1}"#) + "\n")
    #expect(talk.next == .close)

    var cut = Talk()
    #expect(cut.say("{\"jsonrpc\"") == "")
    #expect(cut.session.partialSince == Talk.start)
    #expect(cut.hangUp().contains("INCOMPLETE_REQUEST"))
    #expect(cut.next == .close)
  }

  @Test("a request over the limit is refused and the connection closes, whole or in pieces")
  func tooLarge() {
    var limits = Limits()
    limits.requestBytes = 100
    let long = Talk.request(
      "Echo", id: "1", params: #"{"a":"\#(String(repeating: "x", count: 99))"}"#)
    for size in [1, 7, 1000] {
      var talk = Talk(limits: limits)
      var answer = ""
      var rest = Array(long.utf8)[...]
      while !rest.isEmpty {
        answer += talk.say(Array(rest.prefix(size)))
        rest = rest.dropFirst(size)
      }
      #expect(answer.contains("REQUEST_TOO_LARGE"))
      #expect(answer.split(separator: "\n").count == 1)
    }
    var post = Talk(limits: limits)
    #expect(post.post(long).contains("REQUEST_TOO_LARGE"))
  }

  @Test("what is malformed beyond the limit is too large, whole or byte by byte")
  func malformedBeyondTheLimit() {
    var limits = Limits()
    limits.requestBytes = 100
    let text = Array((#"{"a": ""# + String(repeating: "x", count: 200) + #""]"#).utf8)
    var whole = Talk(limits: limits)
    var cut = Talk(limits: limits)
    let atOnce = whole.say(text)
    let inPieces = text.map { cut.say([$0]) }.joined()
    #expect(atOnce.contains("REQUEST_TOO_LARGE"))
    #expect(inPieces == atOnce)
  }

  @Test("requests are put off while replies fill the memory, and nothing is lost")
  func pause() {
    var limits = Limits()
    limits.waitingReplyBytes = 400
    let requests = (1...20).map { Talk.request("Echo", id: "\($0)") }
    var talk = Talk(limits: limits)
    var answer = talk.say(requests[..<15].joined())
    #expect(talk.session.isPaused)
    #expect(answer.utf8.count < 200)
    #expect(talk.session.partialSince == nil)
    #expect(talk.say(requests[15...].joined()) == "")
    #expect(talk.hangUp() == "" && talk.next == .open)
    while talk.session.isPaused { answer += talk.goOn() }
    #expect(talk.next == .close)
    let expected = (1...20).map { Talk.result("\($0)", "{}") }
    #expect(Self.lines(answer) == expected)
  }

  @Test("an incomplete request is known by its first byte's time")
  func partialTime() {
    var talk = Talk()
    _ = talk.say(Talk.request("Echo", id: "1") + " ")
    #expect(talk.session.partialSince == nil)
    _ = talk.say(" {", at: Talk.start + .seconds(1))
    _ = talk.say("\"a\"", at: Talk.start + .seconds(2))
    #expect(talk.session.partialSince == Talk.start + .seconds(1))
    _ = talk.say(":1} {", at: Talk.start + .seconds(3))
    #expect(talk.session.partialSince == Talk.start + .seconds(3))
  }
}
