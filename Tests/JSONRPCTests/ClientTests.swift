import JSONRPC
import Testing

@Suite("the client's side")
struct ClientTests {
  @Test("an encoded request is answered, with metadata and without")
  func encode() throws {
    for metadata in [
      .none,
      CallMetadata(
        timeout: .seconds(1), idempotencyKey: "k{", traceparent: "t", progressToken: "p",
        dryRun: true),
    ] {
      for params in ["{}", #"{ "a": "b" }"#] {
        var talk = Talk()
        let text = try JSONText(validating: Array(params.utf8))
        let request = RequestEncoder.encode(
          RequestNumber(4), method: EchoMethod.name, params: text, metadata: metadata)
        #expect(talk.say(request) == Talk.result("4", params.filter { $0 != " " }) + "\n")
      }
    }
  }

  @Test("replies cut anywhere are read the same")
  func decode() throws {
    let stream =
      Talk.result("1", #"{"a":"\u007b"}"#) + "\n\n"
      + #"{"jsonrpc":"2.0","method":"rpc.progress","params":{"token":"t","id":2,"seq":1,"done":5}}"#
      + "\n" + #"{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"m"}}"# + "\n"
    let bytes = Array(stream.utf8)
    for cut in 0...bytes.count {
      var decoder = ReplyDecoder()
      let messages =
        try decoder.receive(Array(bytes[..<cut])) + decoder.receive(Array(bytes[cut...]))
      #expect(messages.count == 3 && !decoder.hasPartial)
      guard case .result(RequestNumber(1), let result) = messages[0],
        case .progress(RequestNumber(2), sequence: 1, Progress(done: 5)) = messages[1],
        case .error(nil, let error) = messages[2]
      else {
        Issue.record("cut at \(cut): \(messages)")
        continue
      }
      #expect(JSONObject(result)?["a"]?.string == "{")
      #expect(error.code == -32700 && error.executed == .unknown)
    }
  }

  @Test("what is no reply ends the reading")
  func faults() {
    for text in ["x", "[]", "{}", #"{"id":1}"#, #"{"id":1,"error":{"code":99}}"#, "{]", #"{"a"}"#] {
      var decoder = ReplyDecoder()
      #expect(throws: ReplyFault.self, "\(text)") { try decoder.receive(Array(text.utf8)) }
    }
    var small = ReplyDecoder(limit: 10)
    #expect(throws: ReplyFault.tooLarge) { try small.receive(Array(#"{"jsonrpc":"2"#.utf8)) }
  }

  @Test("a notification that is not known is passed over")
  func unknownNotification() throws {
    let news = #"{"jsonrpc":"2.0","method":"rpc.news","params":{}}"#
    var decoder = ReplyDecoder()
    let messages = try decoder.receive(Array((news + "\n" + Talk.result("1", "{}")).utf8))
    #expect(messages.count == 1)
    guard case .result(RequestNumber(1), _) = messages.first else {
      Issue.record("\(messages)")
      return
    }
  }

  @Test("every kind of error survives the way there and back")
  func errors() throws {
    var full = RPCError.unavailable("cannot\n\"{", retryAfter: .milliseconds(250))
    full.requestID = RequestID("00000000000000070000000000000001")
    full.details = [
      .badRequest([FieldViolation(field: "a.b", description: "d")]),
      .resource(type: "user", name: "u"), .precondition(type: "t", subject: "s", description: "d"),
    ]
    let errors =
      [full, .parseError("m"), .invalidParams("m"), .methodNotFound(), .invalidRequest("m")]
      + StatusCode.allCases.map { RPCError($0, reason: ErrorReason("A_1"), message: "m") }
    for error in errors {
      let text = try JSONText(validating: error.encoded().bytes)
      #expect(RPCError(decoding: JSONValue(text)) == error)
    }
    #expect(StatusCode.allCases.map(\.rawValue) == Array(1...16))
  }

  @Test(
    "a writer writes what a reader reads", arguments: ["", "a\u{0}\u{1F}\"\\/{}é😀\n\r\t\u{7F}"])
  func strings(text: String) throws {
    let written = JSONWriter.object {
      $0.member("k\(text)", text)
      $0.member("n", -5)
    }
    let read = try JSONText(validating: written.bytes)
    let object = try #require(JSONObject(read))
    #expect(object["k\(text)"]?.string == text)
    #expect(object["n"]?.integer == -5)
  }

  @Test("words are checked where they are made")
  func words() {
    #expect(Role("ops") != nil && Role("Ops") == nil && Role("") == nil && Role("a b") == nil)
    #expect(ErrorReason(rawValue: "A_B") != nil && ErrorReason(rawValue: "aB") == nil)
    #expect(MethodName("a.b/C")?.bare == "C" && MethodName("a b") == nil && MethodName("a/") == nil)
    #expect(BootInstant(nanoseconds: .max) + .seconds(1) == BootInstant(nanoseconds: .max))
    #expect(BootInstant(nanoseconds: 5) - BootInstant(nanoseconds: 7) == .nanoseconds(-2))
  }
}
