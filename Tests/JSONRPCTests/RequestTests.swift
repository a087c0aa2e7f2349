import JSONRPC
import Testing

@Suite("requests and their replies")
struct RequestTests {
  @Test("an id comes back byte for byte")
  func ids() {
    let long = "\"" + String(repeating: "x", count: 256) + "\""
    for id in ["0", "-7", "123456789012345678901234567890", "\"\"", #""\u0061\/{""#, "null", long] {
      var talk = Talk()
      let answer = talk.say(Talk.request("Echo", id: id) + "\n")
      #expect(answer == Talk.result(id, "{}") + "\n")
    }
    var talk = Talk()
    let tooLong = "\"" + String(repeating: "x", count: 257) + "\""
    #expect(talk.say(Talk.request("Echo", id: tooLong)).contains("-32600"))
  }

  @Test("a method is found by its canonical and by its bare name, however written")
  func names() {
    for name in ["Echo", "test.v1.TestService/Echo", #"\u0045cho"#, #"test.v1.TestService\/Echo"#] {
      var talk = Talk()
      #expect(talk.say(Talk.request(name, id: "1")) == Talk.result("1", "{}") + "\n")
    }
  }

  @Test("params may be an object, an array of one object, an empty array, or absent")
  func params() {
    for (params, seen) in [
      (#"{"a":1}"#, #"{"a":1}"#), (#"[{"a":1}]"#, #"{"a":1}"#), ("[]", "{}"), (nil, "{}"),
      (#"{"fast":1}"#, #"{"ready":true}"#), (#"[{"fast":1}]"#, #"{"ready":true}"#),
    ] {
      var talk = Talk()
      #expect(
        talk.say(Talk.request("Echo", id: "1", params: params)) == Talk.result("1", seen) + "\n")
    }
  }

  @Test("_meta is taken out of the params wherever it stands")
  func metaRemoved() {
    for (params, seen) in [
      (#"{"_meta":{"timeoutMs":5}}"#, "{}"),
      (#"{"_meta":{},"a":1}"#, #"{"a":1}"#),
      (#"{"a":1 , "_meta":{"x":[1]} }"#, #"{"a":1}"#),
      (#"{"a":1,"_meta":{},"b":2,"c":3}"#, #"{"a":1,"b":2,"c":3}"#),
      (#"{ "\u005fmeta":{"timeoutMs":5} , "b":2,"c":3}"#, #"{"b":2,"c":3}"#),
      (
        #"{"_meta":{"dryRun":true},"fast":1}"#,
        #"{"ready":true}"#
      ),
    ] {
      var talk = Talk()
      #expect(
        talk.say(Talk.request("Echo", id: "1", params: params)) == Talk.result("1", seen) + "\n")
    }
  }

  @Test("wrong metadata is refused by name, unknown metadata is ignored")
  func metadata() {
    for (meta, field) in [
      (#"{"timeoutMs":0}"#, "_meta.timeoutMs"), (#"{"timeoutMs":600001}"#, "_meta.timeoutMs"),
      (#"{"timeoutMs":"x"}"#, "_meta.timeoutMs"), (#"{"timeoutMs":1.5}"#, "_meta.timeoutMs"),
      (#"{"deadlineNs":true}"#, "_meta.deadlineNs"), (#"{"dryRun":1}"#, "_meta.dryRun"),
      (#"{"idempotencyKey":""}"#, "_meta.idempotencyKey"), (#"[]"#, "_meta"),
      (#"{"traceparent":5}"#, "_meta.traceparent"),
      (#"{"progressToken":{}}"#, "_meta.progressToken"),
      (#"{"progressToken":7}"#, "_meta.progressToken"),
    ] {
      var talk = Talk()
      let answer = talk.say(Talk.request("Echo", id: "1", params: #"{"_meta":\#(meta)}"#))
      #expect(answer.contains("INVALID_ARGUMENT") && answer.contains("\"\(field)\""), "\(answer)")
    }
    var talk = Talk()
    let known =
      #"{"_meta":{"timeoutMs":"600000","deadlineNs":"9999999999999","future":{},"dryRun":false}}"#
    #expect(talk.say(Talk.request("Echo", id: "1", params: known)) == Talk.result("1", "{}") + "\n")
  }

  @Test("a handler's error crosses the wire whole")
  func errors() throws {
    var talk = Talk()
    let answer = talk.say(Talk.request("Echo", id: "1", params: #"{"fail":true}"#))
    var decoder = ReplyDecoder()
    let messages = try decoder.receive(Array(answer.utf8))
    let message = try #require(messages.first)
    guard case .error(RequestNumber(1), let error) = message else {
      Issue.record("not an error: \(answer)")
      return
    }
    var expected = RPCError.invalidArgument(field: "fail", description: "it is there")
    expected.requestID = error.requestID
    #expect(error == expected)
    #expect(error.code == 3)
    #expect(error.requestID?.description == "00000000000000070000000000000001")
  }

  @Test("a role that is not named by the method is denied before anything else")
  func roles() {
    var talk = Talk(role: .intake)
    let answer = talk.say(Talk.request("Echo", id: "1", params: #"{"fast":1}"#))
    #expect(answer.contains("PERMISSION_DENIED") && answer.contains(#""executed":"no""#))
    #expect(talk.say(Talk.request("rpc.version", id: "2")).contains("result"))
  }

  @Test("notifications get no reply; what would change something is not executed and is counted")
  func notifications() {
    var talk = Talk()
    #expect(talk.say(Talk.request("Echo", id: nil)) == "")
    #expect(talk.say(Talk.request("Nope", id: nil)) == "")
    #expect(talk.refused == 0)
    #expect(talk.say(Talk.request("Hold", id: nil)) == "")
    #expect(talk.pending.isEmpty)
    #expect(talk.refused == 1)
    #expect(talk.dispatcher.counts.refusedNotifications == 1)
  }

  @Test("system methods tell version and limits, the document, and the health")
  func system() {
    var talk = Talk()
    let version = talk.say(Talk.request("rpc.version", id: "1"))
    #expect(version.contains(#""version":"1.2.3""#) && version.contains(#""requestBytes":1048576"#))
    #expect(
      talk.say(Talk.request("rpc.discover", id: "1")) == Talk.result("1", #"{"openrpc":"1"}"#)
        + "\n")
    for (params, seen) in [
      ("{}", #"{"status":"SERVING"}"#),
      (#"{"service":"test.v1.TestService"}"#, #"{"status":"NOT_SERVING"}"#),
      (#"{"service":null}"#, #"{"status":"SERVING"}"#),
    ] {
      #expect(
        talk.say(Talk.request("grpc.health.v1.Health/Check", id: "1", params: params))
          == Talk.result("1", seen) + "\n")
    }
    let unknown = talk.say(
      Talk.request("grpc.health.v1.Health/Check", id: "1", params: #"{"service":"x"}"#))
    #expect(unknown.contains("NOT_FOUND"))
  }

  @Test(
    "a field that a system method does not know is refused by its name",
    arguments: ["rpc.version", "rpc.discover", "rpc.cancel", "Check"])
  func unknownFields(method: String) {
    var talk = Talk()
    let answer = talk.say(Talk.request(method, id: "1", params: #"{"s\u0070are":1}"#))
    #expect(answer.contains("INVALID_ARGUMENT") && answer.contains(#""field":"spare""#))
    #expect(talk.say(Talk.request("rpc.version", id: "1", params: "[]")).contains("limits"))
  }

  @Test("a notification that changes nothing is neither executed nor counted as refused")
  func readingNotification() {
    var talk = Talk()
    let before = talk.dispatcher.counts.requests
    #expect(talk.say(Talk.request("rpc.version", id: nil)) == "")
    #expect(talk.dispatcher.counts.requests == before + 1)
    #expect(talk.refused == 0)
  }

  @Test("answers are counted by method and status, those that come later too")
  func counts() async {
    var talk = Talk()
    _ = talk.say(Talk.request("Echo", id: "1") + Talk.request("Echo", id: "2"))
    _ = talk.say(Talk.request("Echo", id: "1", params: #"{"fail":true}"#))
    _ = talk.say(Talk.request("Nope", id: "1") + Talk.request("Echo", id: nil))
    _ = talk.say(Talk.request("Hold", id: "1", params: #"{"end":1}"#))
    _ = talk.say(Talk.request("Hold", id: "2"))
    _ = talk.say(Talk.request("rpc.cancel", id: "3", params: #"{"id":2}"#))
    let before = talk.dispatcher.counts.replies
    #expect(!before.contains { $0.method == HoldMethod.name })
    _ = await talk.finish()
    let seen = talk.dispatcher.counts.replies.map {
      "\($0.method?.bare ?? "none") \($0.status?.word ?? "OK") \($0.count)"
    }
    #expect(
      Set(seen) == [
        "rpc.cancel OK 1", "Echo OK 2", "Echo INVALID_ARGUMENT 1", "Hold OK 1",
        "Hold CANCELLED 1", "none UNIMPLEMENTED 1",
      ])
  }
}
