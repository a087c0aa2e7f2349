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
  private let whenAnswered: () -> Void
  private var request: HTTPRequestState
  private var context: ChannelHandlerContext?
  /// The reply that is being made, and whether the connection goes on after it.
  private var answering: (reply: ByteBuffer, keepAlive: Bool)?
  /// A response that is written but for its end, since its reader is behind; whether the
  /// connection goes on after it.
  private var unended: Bool?
  /// Done once the last response has left.
  private var lastWrite: EventLoopFuture<Void>?
  private var isInputClosed = false

  /// Makes a handler; `whenAnswered` is called after each answer, when the next request may come.
  init(
    calls: ConnectionCalls, resources: HTTPResources, bodyLimit: Int,
    whenAnswered: @escaping () -> Void
  ) {
    self.calls = calls
    self.resources = resources
    self.whenAnswered = whenAnswered
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
    if !request.isIncomplete {
      calls.documentSince = nil
      calls.documentBytes = 0
    }
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    endResponse(context)
    context.fireChannelWritabilityChanged()
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case .inputClosed? = event as? ChannelEvent {
      isInputClosed = true
      if !calls.isAnsweringDocument { closeOnceWritten(context) }
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
    calls.isAnsweringDocument = true
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
    calls.isAnsweringDocument = true
    let goesOn = keepAlive && !isInputClosed
    var headers = HTTPHeaders([
      ("content-type", type), ("content-length", "\(body.readableBytes)"),
    ])
    if status == .methodNotAllowed { headers.add(name: "allow", value: "GET, POST") }
    if !goesOn { headers.add(name: "connection", value: "close") }
    let head = HTTPResponseHead(version: .http1_1, status: status, headers: headers)
    let written = calls.wrote(body.readableBytes)
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(body))), promise: written)
    unended = goesOn
    endResponse(context)
  }

  /// Ends the response once there is room for another; only then is the next request handed over.
  private func endResponse(_ context: ChannelHandlerContext) {
    guard let goesOn = unended, context.channel.isWritable || !goesOn else { return }
    unended = nil
    let end = context.eventLoop.makePromise(of: Void.self)
    lastWrite = end.futureResult
    if !goesOn || isInputClosed { closeOnceWritten(context) }
    calls.isAnsweringDocument = false
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: end)
    whenAnswered()
  }

  /// Closes when nothing is left to be written: a reader may be slow, and must not lose the rest.
  private func closeOnceWritten(_ context: ChannelHandlerContext) {
    guard let lastWrite else { return context.close(promise: nil) }
    lastWrite.assumeIsolated().whenComplete { _ in context.close(promise: nil) }
  }
}
