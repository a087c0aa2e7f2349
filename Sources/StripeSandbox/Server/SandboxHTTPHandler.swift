import NIOCore
import NIOHTTP1
import NIOPosix

/// One connection: gathers requests and delivers replies, whole or in the way a fault wants.
///
/// NIO's pipelining handler lets one request through at a time.
final class SandboxHTTPHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  /// How much of an endless body is sent at a time, and in all.
  private static let endlessChunk = 1 << 16
  private static let endlessLimit = 1 << 28

  private let server: SandboxServer
  private var head: HTTPRequestHead?
  private var body: [UInt8] = []
  private var isTooLarge = false

  init(_ server: SandboxServer) {
    self.server = server
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      self.head = head
      body = []
      isTooLarge = false
    case .body(let part):
      isTooLarge = isTooLarge || body.count + part.readableBytes > SandboxServer.bodyLimit
      if !isTooLarge { body += part.readableBytesView }
    case .end:
      guard let head else { return }
      self.head = nil
      answer(head, context)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }

  private func answer(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
    if isTooLarge {
      let response = SandboxResponse(status: 413, body: [])
      return write(response, bytes: [], isKept: false, context)
    }
    let request = SandboxRequest(
      method: head.method.rawValue, target: head.uri,
      headers: head.headers.map { SandboxHeader($0.name, $0.value) }, body: body)
    guard let reply = server.answer(request) else { return context.close(promise: nil) }
    if reply.delay == .zero { return deliver(reply, head, context) }
    let delay = TimeAmount.milliseconds(reply.delay.wholeMilliseconds)
    context.eventLoop.assumeIsolated().scheduleTask(in: delay) {
      if let hold = reply.hold { self.server.withCore { core, _ in core.release(hold) } }
      if context.channel.isActive { self.deliver(reply, head, context) }
    }
  }

  private func deliver(
    _ reply: SandboxReply, _ head: HTTPRequestHead, _ context: ChannelHandlerContext
  ) {
    let response = reply.response
    switch reply.delivery {
    case .whole:
      write(response, bytes: response.body[...], isKept: head.isKeepAlive, context)
    case .closed:
      context.close(promise: nil)
    case .reset:
      reset(context)
    case .truncated:
      write(response, bytes: response.body.prefix(response.body.count / 2), isKept: false, context)
    case .endless:
      let head = self.head(response, [("Transfer-Encoding", "chunked")])
      context.writeAndFlush(wrapOutboundOut(.head(head)), promise: nil)
      writeEndlessly(sent: 0, context)
    }
  }

  /// Writes an answer whose length is that of its body, and of the body only `bytes`.
  private func write(
    _ response: SandboxResponse, bytes: ArraySlice<UInt8>, isKept: Bool,
    _ context: ChannelHandlerContext
  ) {
    var extra = [("Content-Length", String(response.body.count))]
    if !isKept { extra.append(("Connection", "close")) }
    context.write(wrapOutboundOut(.head(head(response, extra))), promise: nil)
    context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: bytes)))), promise: nil)
    let isCut = bytes.count < response.body.count
    if isCut { return flushAndClose(context) }
    let channel = context.channel
    let end = context.writeAndFlush(wrapOutboundOut(.end(nil)))
    if !isKept { end.whenComplete { _ in channel.close(promise: nil) } }
  }

  private func flushAndClose(_ context: ChannelHandlerContext) {
    let channel = context.channel
    context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(ByteBuffer()))))
      .whenComplete { _ in channel.close(promise: nil) }
  }

  private func head(
    _ response: SandboxResponse, _ extra: [(String, String)]
  ) -> HTTPResponseHead {
    let own = response.headers.map { ($0.name, $0.value) }
    return HTTPResponseHead(
      version: .http1_1, status: HTTPResponseStatus(statusCode: response.status),
      headers: HTTPHeaders(own + extra))
  }

  /// Sends blanks, chunk after chunk, until the other side has had enough or the limit is reached.
  private func writeEndlessly(sent: Int, _ context: ChannelHandlerContext) {
    guard context.channel.isActive, sent < Self.endlessLimit else {
      return context.close(promise: nil)
    }
    let blanks = ByteBuffer(repeating: UInt8(ascii: " "), count: Self.endlessChunk)
    context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(blanks)))).assumeIsolated()
      .whenComplete { result in
        guard case .success = result else { return context.close(promise: nil) }
        // By way of the loop, since a write that is done at once would recurse.
        context.eventLoop.assumeIsolated().execute {
          self.writeEndlessly(sent: sent + Self.endlessChunk, context)
        }
      }
  }

  /// Closes with a reset: with a linger time of zero the system sends RST in place of FIN.
  private func reset(_ context: ChannelHandlerContext) {
    let channel = context.channel
    guard let socket = channel as? any SocketOptionProvider else {
      return context.close(promise: nil)
    }
    socket.setSoLinger(linger(l_onoff: 1, l_linger: 0))
      .whenComplete { _ in channel.close(promise: nil) }
  }
}
