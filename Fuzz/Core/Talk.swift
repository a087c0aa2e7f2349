import FuzzDriver
@testable import JSONRPC

/// One conversation with the test methods, and everything that was answered.
struct Talk {
  private(set) var session: Session
  private(set) var answered: [UInt8] = []
  private(set) var isClosed = false
  private var pending: [PendingCall] = []
  private var now = BootInstant(nanoseconds: 1_000_000_000_000)

  init() {
    var limits = Limits()
    // Small enough for short inputs to meet them.
    limits.requestBytes = 1_000
    limits.replyBytes = 4_000
    limits.waitingReplyBytes = 1_600
    limits.batchCalls = 5
    limits.callsPerConnection = 6
    let info = ServiceInfo(
      name: "fuzz", version: "1", document: JSONText(trusted: Array("{}".utf8))
    ) { $0 == "" ? .serving : nil }
    let dispatcher = Dispatcher(
      routes: [Route(Echo.handler), Route(Hold.handler)], limits: limits, info: info,
      requestIDs: RequestIDs(start: 7))
    session = Session(dispatcher: dispatcher, caller: Caller(role: .auth))
  }

  /// Calls under way.
  var underWay: Int { pending.count }

  /// Says something, and lets what was put off go on as often as it must.
  mutating func say(_ bytes: [UInt8]) {
    take(session.receive(bytes, now: now))
    while session.isPaused { take(session.resume(now: now)) }
  }

  mutating func hangUp() { take(session.endOfInput()) }

  mutating func post(_ body: [UInt8]) { take(session.receiveDocument(body, now: now)) }

  /// Ends a call that is under way with a result that holds every kind of trouble, or an error.
  mutating func complete(_ index: Int, fails: Bool) {
    guard !pending.isEmpty else { return }
    let call = pending.remove(at: index % pending.count)
    let result = JSONText(trusted: Array("{ \"{}\\\"\\n\" :\n[1.5e3 , \"é😀\"]}".utf8))
    let outcome: Result<JSONText, RPCError> =
      fails ? .failure(.internal()) : .success(result)
    take(session.complete(CallCompletion(slot: call.slot, outcome: outcome)))
  }

  mutating func completeAll() {
    while underWay > 0 { complete(0, fails: false) }
  }

  /// Lets time pass; calls past their deadline are cancelled, and end when they are completed.
  mutating func wait() {
    now = now + .seconds(7)
    session.expire(now: now)
  }

  private mutating func take(_ output: SessionOutput) {
    answered += output.bytes
    pending += output.calls
    if output.next == .close { isClosed = true }
  }
}

extension Talk {
  /// The replies, one a line; refutes what the protocol says about the form of replies.
  func lines() -> [[UInt8]] {
    let lines = answered.split(separator: UInt8(ascii: "\n")).map(Array.init)
    for line in lines {
      require((try? JSONText(validating: line)) != nil, "a reply is valid JSON: \(text(line))")
      var depth = 0
      let counted = Self.withoutIDs(line)
      for (index, byte) in counted.enumerated() {
        if byte == UInt8(ascii: "{") { depth += 1 }
        if byte == UInt8(ascii: "}") { depth -= 1 }
        require(
          depth > 0 || index == counted.count - 1 || line.first != UInt8(ascii: "{"),
          "who counts braces finds the end: \(text(line))")
      }
      require(depth == 0, "braces are balanced, those in strings included: \(text(line))")
    }
    return lines
  }

  /// A reply without its ids: they are the caller's own, and come back byte for byte, braces too.
  private static func withoutIDs(_ line: [UInt8]) -> [UInt8] {
    let mark = Array(#""id":""#.utf8)
    var kept: [UInt8] = []
    var isInID = false
    var isEscaped = false
    for byte in line {
      if isInID {
        if byte == UInt8(ascii: "\""), !isEscaped { isInID = false }
        isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
      } else {
        kept.append(byte)
        isInID = kept.suffix(mark.count).elementsEqual(mark)
      }
    }
    return kept
  }

  /// The replies themselves, those of batches one by one.
  func replies() -> [JSONObject] {
    lines().flatMap { line -> [JSONObject] in
      let value = JSONValue(JSONText(trusted: line))
      let replies = (value.array ?? [value]).map(\.object)
      return replies.map { reply in
        guard let reply else { refute("a reply is an object: \(text(line))") }
        return reply
      }
    }
  }
}

/// Bytes for people.
func text(_ bytes: some Sequence<UInt8>) -> String { String(decoding: Array(bytes), as: UTF8.self) }
