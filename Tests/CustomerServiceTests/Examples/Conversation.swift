import CustomerAPI
import JSONRPC
import JSONRPCTransport
import Synchronization

/// One connection to a daemon in memory: bytes in, messages out.
enum Conversation {
  private final class Messages: Sendable {
    private let kept = Mutex<[UInt8]>([])
    var bytes: [UInt8] { kept.withLock { $0 } }
    func append(_ more: [UInt8]) { kept.withLock { $0 += more } }
  }

  /// Sends one text and waits until every call of it is answered.
  static func ask(
    _ dispatcher: Dispatcher, _ text: String, role: Role, isDocument: Bool = false
  ) async throws -> [JSONText] {
    let messages = Messages()
    var session = Session(dispatcher: dispatcher, caller: Caller(role: role)) {
      messages.append($0)
    }
    let bytes = Array(text.utf8)
    let output =
      isDocument
      ? session.receiveDocument(bytes, now: BootClock.now())
      : session.receive(bytes, now: BootClock.now())
    messages.append(output.bytes)
    await withTaskGroup(of: CallCompletion.self) { group in
      for call in output.calls { group.addTask { await call.run() } }
      for await completion in group { messages.append(session.complete(completion).bytes) }
    }
    messages.append(session.endOfInput().bytes)
    return try messages.bytes.split(separator: UInt8(ascii: "\n")).map {
      try JSONText(validating: Array($0))
    }
  }
}
