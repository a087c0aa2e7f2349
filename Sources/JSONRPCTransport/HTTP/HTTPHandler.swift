import JSONRPC
import NIOCore
import NIOHTTP1

/// Speaks HTTP/1.1 on a connection whose first byte was an upper-case letter.
///
/// A `POST` on any path is one JSON-RPC document; a `GET` reads a resource. The pipelining handler
/// before it hands over one request at a time, so at most one answer is open.
final class HTTPHandler: ChannelInboundHandler, ReplySink {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let calls: ConnectionCalls
  private let resources: HTTPResources
  private var request: HTTPRequestState
  private var context: ChannelHandlerContext?
  /// The reply that is being made, and whether the connection goes on after it.
  private var answering: (reply: ByteBuffer, keepAlive: Bool)?
  private var isInputClosed = false

  init(calls: ConnectionCalls, resources: HTTPResources, bodyLimit: Int) {
    self.calls = calls
    self.resources = resources
    request = HTTPRequestState(bodyLimit: bodyLimit)
  }

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    self.context = nil
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head): perform(request.head(head), context)
    case .body(let part): perform(request.body(part), context)
    case .end: perform(request.end(), context)
    }
    if !request.isIncomplete { calls.documentSince = nil }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case .inputClosed? = event as? ChannelEvent {
      isInputClosed = true
      if answering == nil { context.close(promise: nil) }
    }
    context.fireUserInboundEventTriggered(event)
  }

  private func perform(_ action: HTTPRequestState.Action, _ context: ChannelHandlerContext) {
    switch action {
    case .wait:
      return
    case .sendContinue:
      let head = HTTPResponseHead(version: .http1_1, status: .continue)
      context.writeAndFlush(wrapOutboundOut(.head(head)), promise: nil)
    case .read(let target, let keepAlive):
      read(target, keepAlive: keepAlive, context)
    case .process(let body, let keepAlive):
      process(body, keepAlive: keepAlive)
    case .refuse(let status):
      refuse(status, keepAlive: false, context)
    }
  }

  func take(_ output: SessionOutput) {
    answering?.reply.writeBytes(output.bytes)
    if output.next == .close { answering?.keepAlive = false }
  }

  // A response carries exactly the reply, so there is no place for notifications.
  func takeProgress(_ notification: [UInt8]) {}

  func flush() {
    guard let answering, calls.inFlight == 0, let context else { return }
    self.answering = nil
    respond(
      .ok, type: "application/json", answering.reply, keepAlive: answering.keepAlive, context)
  }
}

// Responses.
extension HTTPHandler {
  private func process(_ body: ByteBuffer, keepAlive: Bool) {
    answering = (ByteBuffer(), keepAlive)
    take(calls.receiveDocument(body))
    flush()
  }

  private func read(_ target: String, keepAlive: Bool, _ context: ChannelHandlerContext) {
    guard let resource = resources.read(target) else {
      // POST is welcome on every path, so the fault is the method.
      return refuse(.methodNotAllowed, keepAlive: keepAlive, context)
    }
    respond(
      HTTPResponseStatus(statusCode: resource.status), type: resource.contentType,
      ByteBuffer(bytes: resource.body), keepAlive: keepAlive, context)
  }

  private func refuse(
    _ status: HTTPResponseStatus, keepAlive: Bool, _ context: ChannelHandlerContext
  ) {
    let text = ByteBuffer(string: "\(status.code) \(status.reasonPhrase)\n")
    respond(status, type: "text/plain; charset=utf-8", text, keepAlive: keepAlive, context)
  }

  private func respond(
    _ status: HTTPResponseStatus, type: String, _ body: ByteBuffer, keepAlive: Bool,
    _ context: ChannelHandlerContext
  ) {
    let goesOn = keepAlive && !isInputClosed
    var headers = HTTPHeaders([
      ("content-type", type), ("content-length", "\(body.readableBytes)"),
    ])
    if status == .methodNotAllowed { headers.add(name: "allow", value: "GET, POST") }
    if !goesOn { headers.add(name: "connection", value: "close") }
    let head = HTTPResponseHead(version: .http1_1, status: status, headers: headers)
    calls.bytesWritten += body.readableBytes
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
    let end = context.eventLoop.makePromise(of: Void.self)
    if !goesOn {
      end.futureResult.assumeIsolated().whenComplete { _ in context.close(promise: nil) }
    }
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: end)
  }
}
