import NIOCore
import NIOHTTP1

/// Where one HTTP request stands: head and body come in, one answer goes out.
struct HTTPRequestState {
  /// What the caller must do after an event.
  enum Action: Equatable {
    /// Nothing yet.
    case wait
    /// Tell the peer that its body is welcome (`Expect: 100-continue`).
    case sendContinue
    /// Answer from the table of resources.
    case read(target: String, keepAlive: Bool)
    /// Give the body to the protocol.
    case process(ByteBuffer, keepAlive: Bool)
    /// Refuse with this status and close: what follows on the connection cannot be trusted.
    case refuse(HTTPResponseStatus)
  }

  private enum Phase {
    case idle
    case reading(target: String, keepAlive: Bool)
    case collecting(ByteBuffer, keepAlive: Bool)
    case refused
  }

  private var phase = Phase.idle
  private let bodyLimit: Int

  init(bodyLimit: Int) {
    self.bodyLimit = bodyLimit
  }

  /// Whether a request was begun that is not complete.
  var isIncomplete: Bool {
    switch phase {
    case .reading, .collecting: true
    case .idle, .refused: false
    }
  }

  /// A request line and its headers came in.
  mutating func head(_ head: HTTPRequestHead) -> Action {
    if head.headers.contains(name: "origin") { return refuse(.forbidden) }
    switch head.method {
    case .GET:
      phase = .reading(target: head.uri, keepAlive: head.isKeepAlive)
      return .wait
    case .POST:
      return beginBody(head)
    default:
      return refuse(.methodNotAllowed)
    }
  }

  /// A part of the body came in.
  mutating func body(_ part: ByteBuffer) -> Action {
    guard case .collecting(var collected, let keepAlive) = phase else { return .wait }
    guard collected.readableBytes + part.readableBytes <= bodyLimit else {
      return refuse(.payloadTooLarge)
    }
    phase = .idle
    collected.writeImmutableBuffer(part)
    phase = .collecting(collected, keepAlive: keepAlive)
    return .wait
  }

  /// The request is complete.
  mutating func end() -> Action {
    switch phase {
    case .idle, .refused:
      return .wait
    case .reading(let target, let keepAlive):
      phase = .idle
      return .read(target: target, keepAlive: keepAlive)
    case .collecting(let body, let keepAlive):
      phase = .idle
      return .process(body, keepAlive: keepAlive)
    }
  }

  private mutating func beginBody(_ head: HTTPRequestHead) -> Action {
    let announced = head.headers.first(name: "content-length").flatMap { Int($0) } ?? 0
    guard announced <= bodyLimit else { return refuse(.payloadTooLarge) }
    phase = .collecting(ByteBuffer(), keepAlive: head.isKeepAlive)
    let expectation = head.headers.first(name: "expect")
    return expectation?.lowercased() == "100-continue" ? .sendContinue : .wait
  }

  private mutating func refuse(_ status: HTTPResponseStatus) -> Action {
    phase = .refused
    return .refuse(status)
  }
}
