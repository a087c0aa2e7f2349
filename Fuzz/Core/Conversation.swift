import FuzzDriver
@testable import JSONRPC

/// Whatever is said and in whatever order calls end, every request with an id is answered exactly
/// once, with a result or an error and never with both.
///
/// An input is a list of steps: a byte that says which, and what that step needs. Raw bytes come in
/// through one step; an input without it is held to the exact count.
enum Conversation: FuzzTarget {
  static func check(_ input: [UInt8]) {
    var reader = InputReader(input)
    var talk = Talk()
    var asked: [String] = []
    var isRaw = false
    while !reader.isAtEnd, !talk.isClosed {
      switch reader.byte() % 8 {
      case 0:
        isRaw = true
        talk.say(reader.bytes(Int(reader.byte())))
      case 1, 2:
        let (request, id) = one(&reader)
        if let id { asked.append(id) }
        talk.say(request)
      case 3: talk.say(batch(&reader, &asked))
      case 4: talk.complete(Int(reader.byte()), fails: false)
      case 5: talk.complete(Int(reader.byte()), fails: true)
      case 6: talk.wait()
      default: talk.say(Array("\n\n".utf8))
      }
    }
    talk.hangUp()
    talk.completeAll()
    require(talk.isClosed, "the connection closes in the end")
    judge(talk, asked, isRaw: isRaw)
  }

  private static func judge(_ talk: Talk, _ asked: [String], isRaw: Bool) {
    var answered: [String] = []
    for reply in talk.replies() {
      let names = reply.members.map(\.name)
      require(
        names == ["jsonrpc", "id", "result"] || names == ["jsonrpc", "id", "error"],
        "a reply has one of result and error: \(names)")
      if let error = reply["error"]?.object {
        let isWhole = error["code"]?.integer != nil && error["message"]?.string != nil
        require(isWhole, "an error is whole")
      }
      answered.append(text(reply["id"]?.bytes ?? []))
    }
    if !isRaw {
      let expected = asked.map { $0 == Self.none ? "null" : $0 }.sorted()
      require(answered.sorted() == expected, "each id is answered once: \(asked), \(answered)")
    }
  }

  /// A request or a notification, with the id that its answer must bear, if it is to have one.
  private static func one(_ reader: inout InputReader) -> (request: [UInt8], id: String?) {
    let kind = reader.byte()
    let number = reader.byte() % 16
    let methods = ["Hold", "Echo", "fuzz.v1.Service/Hold", "rpc.version", "rpc.cancel", "Nope"]
    let params = [
      "{}", "[]", "[{\"a\":\"}{\"}]", "{\"fail\":1}", "{\"id\":3}", "7",
      "{\"_meta\":{\"timeoutMs\":5},\"b\":{}}", "{\"a\":1,\"_meta\":{\"deadlineNs\":1}}",
    ]
    var members = ["\"jsonrpc\":\"2.0\"", "\"method\":\"\(methods[Int(kind) % methods.count])\""]
    members.append("\"params\":\(params[Int(kind >> 3) % params.count])")
    let id = number < 4 ? "\"\(number)\"" : number < 14 ? "\(number)" : "null"
    if number > 0 { members.append("\"id\":\(id)") }
    // A notification with params that no request may have is no request, and is told so.
    let isRequest = members[2] != "\"params\":7"
    return (
      Array("{\(members.joined(separator: ","))}".utf8),
      number > 0 ? id : isRequest ? nil : Self.none
    )
  }

  private static let none = "null "

  private static func batch(_ reader: inout InputReader, _ asked: inout [String]) -> [UInt8] {
    let count = Int(reader.byte() % 7)
    guard count > 0 else {
      asked.append("null")
      return Array("[]".utf8)
    }
    let items = (0..<count).map { _ in one(&reader) }
    var ids = items.compactMap(\.id)
    if count > 5 {
      // Over the limit, items without an id get nothing, and one error if that would be all.
      ids.removeAll { $0 == Self.none }
      if ids.isEmpty { ids = ["null"] }
    }
    asked += ids
    return Array("[\(items.map { text($0.request) }.joined(separator: ","))]".utf8)
  }
}
