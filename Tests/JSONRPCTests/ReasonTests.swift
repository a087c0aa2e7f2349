import JSONRPC
import Testing

@Suite("the protocol's reasons")
struct ReasonTests {
  /// What is said, and the one reason that it is answered with.
  private static let said: [(ErrorReason, String)] = [
    (.malformedJSON, #"{"a":01}"#),
    (.duplicateKey, #"{"a":1,"a":2}"#),
    (.invalidText, #"{"a":"\ud800"}"#),
    (.tooDeep, String(repeating: "[", count: 65) + String(repeating: "]", count: 65)),
    (.requestTooLarge, #"{"a":""# + String(repeating: "x", count: 4_000) + "\"}"),
    (.replyTooLarge, Talk.request("Echo", id: "1", params: #"{"a":"\#(filler)"}"#)),
    (.invalidRequest, "{}"),
    (.emptyBatch, "[]"),
    (.batchTooLarge, "[" + Array(repeating: #"{"id":1}"#, count: 4).joined(separator: ",") + "]"),
    (.methodNotFound, Talk.request("Nope", id: "1")),
    (.invalidParams, Talk.request("Echo", id: "1", params: "[1]")),
    (.invalidField, Talk.request("rpc.version", id: "1", params: #"{"a":1}"#)),
    (.deadlineExceeded, Talk.request("Hold", id: "1", params: #"{"_meta":{"deadlineNs":1}}"#)),
    (.internalFault, Talk.request("Echo", id: "1", params: #"{"break":true}"#)),
    (.notFound, Talk.request("Check", id: "1", params: #"{"service":"x"}"#)),
  ]
  private static let filler = String(repeating: "x", count: 2_000)

  /// What is answered when something happens to a call that is under way.
  private static let happens: [(ErrorReason, @Sendable (inout Talk) async -> String)] = [
    (.incompleteRequest, { talk in talk.say("{") + talk.hangUp() }),
    (
      .duplicateID,
      { talk in
        talk.say(hold) + talk.say(hold)
      }
    ),
    (
      .tooManyCalls,
      { talk in
        talk.say(hold) + talk.say(Talk.request("Hold", id: "2"))
      }
    ),
    (
      .cancelled,
      { talk in
        _ = talk.say(hold)
        _ = talk.say(Talk.request("rpc.cancel", id: "2", params: #"{"id":1}"#))
        return await talk.finish()
      }
    ),
    (
      .unavailable,
      { talk in
        _ = talk.say(hold)
        talk.session.cancelAll(.shutdown)
        return await talk.finish()
      }
    ),
    (
      .roleNotAllowed,
      { talk in
        var stranger = Talk(role: .intake)
        return stranger.say(Talk.request("Echo", id: "1"))
      }
    ),
  ]
  private static let hold = Talk.request("Hold", id: "1")

  private static func talk() -> Talk {
    var limits = Limits()
    limits.requestBytes = 3_000
    limits.replyBytes = 1_000
    limits.batchCalls = 3
    limits.callsPerConnection = 1
    return Talk(limits: limits)
  }

  @Test("each is answered for its own cause, with the status of the table")
  func statuses() async throws {
    for (reason, text) in Self.said {
      var talk = Self.talk()
      try expect(reason, in: talk.say(text))
    }
    for (reason, act) in Self.happens {
      var talk = Self.talk()
      let answer = await act(&talk)
      talk.session.cancelAll(.connectionClosed)
      try expect(reason, in: answer)
    }
  }

  @Test("none of the table is without a cause, save what the transport answers")
  func complete() {
    let caused = Set(Self.said.map(\.0)).union(Self.happens.map(\.0))
    #expect(
      caused.union([.tooManyConnections, .tooManyBytes]) == Set(RPCError.protocolStatuses.keys))
  }

  private func expect(_ reason: ErrorReason, in answer: String) throws {
    let text = try JSONText(validating: Array(answer.utf8))
    let reply = JSONObject(text) ?? JSONValue(text).array?.first?.object
    let value = try #require(reply?["error"], "\(reason): \(answer)")
    let error = try #require(RPCError(decoding: value))
    #expect(error.reason == reason)
    #expect(error.status == RPCError.protocolStatuses[reason], "\(reason)")
    let data = value.object?["data"]?.object
    #expect(data?["status"]?.string == error.status.word)
    #expect(data?["retry"]?.object?["allowed"]?.boolean == (error.retry?.allowed ?? false))
    #expect(data?["executed"]?.string == error.executed.rawValue)
    #expect(error.requestID != nil)
  }
}
