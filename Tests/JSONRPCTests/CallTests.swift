import JSONRPC
import Testing

@Suite("calls that take their time")
struct CallTests {
  @Test("an id under way cannot be used again until its reply")
  func duplicateID() async {
    var talk = Talk()
    _ = talk.say(Talk.request("Hold", id: "1", params: #"{"end":1}"#))
    #expect(talk.say(Talk.request("Echo", id: "1")).contains("DUPLICATE_ID"))
    #expect(talk.say(Talk.request("Echo", id: "\"1\"")).contains("result"))
    _ = await talk.finish()
    #expect(talk.say(Talk.request("Echo", id: "1")).contains("result"))
  }

  @Test("a deadline that has passed is refused before anything is done")
  func expiredDeadline() {
    for meta in [#""deadlineNs":1000000000000"#, #""deadlineNs":5,"timeoutMs":100"#] {
      var talk = Talk()
      let answer = talk.say(Talk.request("Hold", id: "1", params: "{\"_meta\":{\(meta)}}"))
      #expect(answer.contains(#""code":4"#) && answer.contains(#""executed":"no""#))
      #expect(talk.pending.isEmpty)
    }
  }

  @Test("the earliest of timeout and deadline counts, else the method's own")
  func deadlines() {
    for (meta, seconds) in [
      ("{}", 30.0), (#"{"timeoutMs":500}"#, 0.5),
      (#"{"timeoutMs":5000,"deadlineNs":1001000000000}"#, 1),
      (#"{"timeoutMs":500,"deadlineNs":1001000000000}"#, 0.5),
      (#"{"deadlineNs":9001000000000}"#, 600),
    ] {
      var talk = Talk()
      _ = talk.say(Talk.request("Hold", id: "1", params: "{\"_meta\":\(meta)}"))
      #expect(talk.session.nextDeadline == Talk.start + .seconds(seconds))
    }
  }

  @Test("rpc.cancel ends a call; whether it had an effect cannot be told")
  func cancel() async {
    var talk = Talk()
    _ = talk.say(Talk.request("Hold", id: #""a""#) + "\n")
    #expect(
      talk.say(Talk.request("rpc.cancel", id: "2", params: #"{"id":"b"}"#))
        == Talk.result("2", #"{"cancelled":false}"#) + "\n")
    #expect(
      talk.say(Talk.request("rpc.cancel", id: "2", params: #"{"id":"a"}"#))
        == Talk.result("2", #"{"cancelled":true}"#) + "\n")
    let answer = await talk.finish()
    #expect(answer.contains(#""id":"a","error":{"code":1"#))
    #expect(answer.contains(#""executed":"unknown""#))
    #expect(talk.say(Talk.request("rpc.cancel", id: "2", params: "{}")).contains("-32602"))
  }

  @Test("rpc.cancel works as a notification")
  func cancelNotification() async {
    var talk = Talk()
    _ = talk.say(Talk.request("Hold", id: "1"))
    #expect(talk.say(Talk.request("rpc.cancel", id: nil, params: #"{"id":1}"#)) == "")
    #expect(await talk.finish().contains("CANCELLED"))
  }

  @Test("a deadline that passes under way ends the call, before or after it began to run")
  func expire() async {
    var talk = Talk()
    _ = talk.say(Talk.request("Hold", id: "1"))
    talk.session.expire(now: Talk.start + .seconds(29))
    _ = talk.say(Talk.request("Hold", id: "2"), at: Talk.start + .seconds(10))
    talk.session.expire(now: Talk.start + .seconds(30))
    let late = talk.pending.removeLast()
    let answer = await talk.finish()
    #expect(answer.contains("DEADLINE_EXCEEDED") && answer.contains(#""executed":"unknown""#))

    async let completion = late.run()
    late.cancel(.connectionClosed)
    _ = talk.session.complete(await completion)
    #expect(talk.session.inFlight == 0)
    #expect(talk.dispatcher.counts.callsUnderWay == 0)
  }

  @Test("a result that comes in spite of a cancellation is sent")
  func resultWins() async {
    var talk = Talk()
    _ = talk.say(Talk.request("Hold", id: "1", params: #"{"end":1}"#))
    talk.session.cancelAll(.deadlineExceeded)
    #expect(await talk.finish() == Talk.result("1", #"{"end":1}"#) + "\n")
  }

  @Test("a stopping server answers UNAVAILABLE")
  func shutdown() async {
    var talk = Talk()
    _ = talk.say(Talk.request("Hold", id: "1"))
    talk.session.cancelAll(.shutdown)
    #expect(await talk.finish().contains(#""status":"UNAVAILABLE""#))
  }

  @Test("calls over a connection's limit and over the limit of all are refused with a retry")
  func limits() async {
    var limits = Limits()
    limits.callsPerConnection = 2
    limits.calls = 3
    var first = Talk(limits: limits)
    for id in 1...3 {
      let answer = first.say(Talk.request("Hold", id: "\(id)", params: #"{"end":1}"#))
      #expect(answer.isEmpty == (id < 3))
      if id == 3 {
        #expect(answer.contains("RESOURCE_EXHAUSTED") && answer.contains(#""afterMs":100"#))
      }
    }
    var second = Session(dispatcher: first.dispatcher, caller: Caller(role: .ops))
    let texts = (1...2).map { Array(Talk.request("Hold", id: "\($0)").utf8) }
    #expect(second.receive(texts[0], now: Talk.start).calls.count == 1)
    #expect(second.receive(texts[1], now: Talk.start).calls.isEmpty)
    _ = await first.finish()
    #expect(second.receive(texts[1], now: Talk.start).calls.count == 1)
    #expect(first.dispatcher.counts.callsUnderWay == 2)
    second.cancelAll(.connectionClosed)
  }

  @Test("progress is told to those who ask, numbered, before the reply and never after")
  func progress() async throws {
    var talk = Talk()
    let params = #"{"end":1,"_meta":{"progressToken":"t"}}"#
    _ = talk.say(Talk.request("Hold", id: "1", params: params))
    _ = talk.say(Talk.request("Hold", id: "2", params: #"{"end":1}"#))
    _ = await talk.finish()
    let texts = talk.notifications.all
    #expect(texts.count == 2)
    #expect(
      texts.first
        == #"{"jsonrpc":"2.0","method":"rpc.progress","params":{"token":"t","id":1,"seq":1,"#
        + #""done":1,"total":2,"message":"half \u007bway\u007d"}}"# + "\n")
  }

  @Test("an HTTP body gets one reply document, empty for notifications")
  func documents() async {
    var talk = Talk()
    #expect(
      talk.post(" " + Talk.request("Echo", id: "1") + "\n\n") == Talk.result("1", "{}") + "\n")
    #expect(talk.post(Talk.request("Echo", id: nil)) == "")
    #expect(talk.session.inFlight == 0)
    #expect(talk.post(Talk.request("Echo", id: "1") + "{}").contains("-32700"))
    #expect(talk.post("").contains("-32700"))
    #expect(talk.post(Talk.request("Hold", id: "1", params: #"{"end":1}"#)) == "")
    #expect(talk.session.inFlight == 1)
    #expect(await talk.finish() == Talk.result("1", #"{"end":1}"#) + "\n")
  }
}
