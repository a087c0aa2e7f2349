/// Reads replies as a client, from bytes cut anywhere.
public struct ReplyDecoder: Sendable {
  private let limit: Int
  private var partial: [UInt8] = []
  private var scanner = BoundaryScanner()
  private var scanned = 0

  /// Makes a decoder; the limit is for one message, in bytes.
  public init(limit: Int = Limits().replyBytes + 4096) {
    self.limit = limit
  }

  /// True when a message has begun and is not complete.
  public var hasPartial: Bool { !partial.isEmpty }

  /// Takes bytes and gives the messages that they complete.
  public mutating func receive(
    _ bytes: UnsafeRawBufferPointer
  ) throws(ReplyFault) -> [ServerMessage] {
    var messages: [ServerMessage] = []
    var whole = partial
    partial = []
    whole += bytes
    var start = 0
    while let next = whole[start...].firstIndex(where: { !JSONByte.isWhitespace($0) }) {
      start = next
      guard whole[start] == JSONByte.openBrace else { throw .notAReply }
      guard let end = try endOfMessage(whole.span, from: start) else { break }
      if let message = try Self.message(Array(whole[start..<end])) { messages.append(message) }
      start = end
    }
    try keep(whole, from: start)
    return messages
  }

  /// Takes bytes, for callers that hold an array.
  public mutating func receive(_ bytes: [UInt8]) throws(ReplyFault) -> [ServerMessage] {
    try bytes.withUnsafeBufferPointer { (buffer) throws(ReplyFault) in
      try receive(UnsafeRawBufferPointer(buffer))
    }
  }

  private mutating func endOfMessage(
    _ bytes: Span<UInt8>, from start: Int
  ) throws(ReplyFault) -> Int? {
    switch scanner.scan(bytes, from: max(start, scanned)) {
    case .end(let end):
      scanner = BoundaryScanner()
      scanned = end
      return end
    case .more:
      scanned = bytes.count
      return nil
    case .mismatch(let position):
      throw .malformed(JSONFault(.malformed, at: position - start))
    }
  }

  private mutating func keep(_ bytes: [UInt8], from start: Int) throws(ReplyFault) {
    let rest = bytes[start...]
    let isBlank = rest.allSatisfy(JSONByte.isWhitespace)
    partial = isBlank ? [] : start == 0 ? bytes : Array(rest)
    scanned = isBlank ? 0 : scanned - start
    guard partial.count <= limit else { throw .tooLarge }
  }

  /// Nil for a notification that is not known: a later version may notify of more.
  private static func message(_ bytes: [UInt8]) throws(ReplyFault) -> ServerMessage? {
    let object: JSONObject?
    do throws(JSONFault) { object = JSONObject(try JSONText(validating: bytes)) } catch {
      throw .malformed(error)
    }
    guard let object else { throw .notAReply }
    if let method = object["method"]?.string {
      return method == "rpc.progress" ? try progress(object) : nil
    }
    let number = object["id"]?.integer.map(RequestNumber.init)
    if let error = object["error"] {
      guard let error = RPCError(decoding: error) else { throw .notAReply }
      return .error(number, error)
    }
    guard let number, let result = object["result"] else { throw .notAReply }
    return .result(number, result.text)
  }

  private static func progress(_ message: JSONObject) throws(ReplyFault) -> ServerMessage {
    guard let params = message["params"]?.object, let id = params["id"]?.integer,
      let sequence = params["seq"]?.integer, let done = params["done"]?.integer
    else { throw .notAReply }
    let progress = Progress(
      done: Int(done), total: params["total"]?.integer.map(Int.init),
      message: params["message"]?.string)
    return .progress(RequestNumber(id), sequence: sequence, progress)
  }
}
