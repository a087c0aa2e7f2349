import JSONRPC
import Logging
import NIOCore
import NIOHTTP1

/// One accepted connection: bytes to the session, replies back, and the rules about time and memory.
///
/// Answers of one read are written together with one flush. Once the session recognises HTTP, the
/// bytes go on to the HTTP handlers behind this one, and only the rules stay here.
final class ConnectionHandler: ChannelDuplexHandler, ReplySink {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer
  typealias OutboundIn = IOData
  typealias OutboundOut = IOData

  enum Phase {
    case stream
    case http
    case closing
    /// All is said and the peer may still be talking: what it says is read and dropped, since a
    /// peer that fails to send may not read the reply.
    case lingering
  }

  /// How long a peer that is refused may go on talking.
  private static let lingerTime = TimeAmount.seconds(1)

  let server: ServerContext
  private let inbox: LoopInbox
  private let role: Role
  var phase = Phase.stream
  var context: ChannelHandlerContext?
  private var number: UInt64?
  var calls: ConnectionCalls?
  var outgoing = ByteBuffer()
  /// HTTP that waits until what came before it is answered.
  var waiting = ByteBuffer()
  /// The peer ended its input while HTTP waited.
  var isInputEndWaiting = false
  var isReadHeld = false
  var isGoingOn = false
  private var isInputOver = false
  var watch: ProgressWatch
  var watchTimer: Scheduled<Void>?

  init(server: ServerContext, inbox: LoopInbox, role: Role) {
    self.server = server
    self.inbox = inbox
    self.role = role
    watch = ProgressWatch(
      stallTimeout: server.limits.stalledReader, requestTimeout: server.limits.incompleteRequest)
  }

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
  }

  func channelActive(context: ChannelHandlerContext) {
    let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
    switch server.registry.admit(bound, role: role) {
    case .admitted(let number): begin(number, context)
    case .full: refuse(context)
    case .stopping: context.close(promise: nil)
    }
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    watchTimer?.cancel()
    drop()
    if let number { server.registry.leave(number) }
    self.context = nil
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch phase {
    case .stream:
      let bytes = unwrapInboundIn(data)
      guard let output = calls?.receive(bytes) else { return }
      take(output)
      if case .http(let skip) = output.next { speakHTTP(bytes, skip, context) }
    case .http:
      var bytes = unwrapInboundIn(data)
      waiting.writeBuffer(&bytes)
    case .closing, .lingering:
      return
    }
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    flush()
    goOn()
    shedIfTooMuch()
    keepWatch()
    context.fireChannelReadComplete()
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case .inputClosed? = event as? ChannelEvent {
      isInputOver = true
      switch phase {
      case .stream: endInput()
      case .http where waiting.readableBytes > 0: return isInputEndWaiting = true
      case .lingering: context.close(promise: nil)
      case .http, .closing: break
      }
    }
    context.fireUserInboundEventTriggered(event)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    server.logger.debug("a connection failed", metadata: ["error": "\(error)"])
    context.close(promise: nil)
  }

  // Back-pressure: while too many replies wait, the event loop is not asked to read.
  func read(context: ChannelHandlerContext) {
    guard mayRead else { return isReadHeld = true }
    context.read()
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    context.fireChannelWritabilityChanged()
    goOn()
  }

  func take(_ output: SessionOutput) {
    outgoing.writeBytes(output.bytes)
    if output.next == .close { phase = .closing }
  }

  func takeProgress(_ notification: [UInt8]) {
    outgoing.writeBytes(notification)
  }

  func flush() {
    guard let context else { return }
    if outgoing.readableBytes > 0 {
      let bytes = outgoing
      outgoing = context.channel.allocator.buffer(capacity: 0)
      let end = calls?.wrote(bytes.readableBytes)
      context.writeAndFlush(wrapOutboundOut(.byteBuffer(bytes)), promise: end)
      keepWatch()
      shedIfTooMuch()
    }
    if phase == .closing { closeOnceWritten(context) }
  }

  /// Answers what is under way, then closes.
  func drain() {
    switch phase {
    case .stream:
      isInputOver = true
      endInput()
    case .http: context?.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
    case .closing, .lingering: return
    }
  }

  /// Closes at once.
  func close() {
    context?.close(promise: nil)
  }
}

// Beginning and end.
extension ConnectionHandler {
  /// Forgets all that the connection holds; its calls are cancelled.
  func drop() {
    phase = .closing
    calls?.end()
    calls = nil
  }

  private func begin(_ number: UInt64, _ context: ChannelHandlerContext) {
    self.number = number
    let caller = Caller(
      role: role, peer: PeerCredentials.read(context.channel), connection: number)
    let calls = ConnectionCalls(
      context: server, inbox: inbox, caller: caller, eventLoop: context.eventLoop)
    calls.sink = self
    self.calls = calls
    server.logger.debug("a connection begins", metadata: caller.logMetadata)
  }

  private func refuse(_ context: ChannelHandlerContext) {
    let error = RPCError.resourceExhausted(
      "cannot take the connection: too many are open", reason: .tooManyConnections,
      retryAfter: server.limits.retryAfter)
    outgoing.writeBytes(ConnectionRefusal.line(error))
    isInputOver = true
    phase = .closing
    flush()
  }

  private func endInput() {
    guard let calls else { return }
    take(calls.endOfInput())
    flush()
  }

  func closeOnceWritten(_ context: ChannelHandlerContext) {
    let end = context.eventLoop.makePromise(of: Void.self)
    end.futureResult.assumeIsolated().whenComplete { [self] _ in
      if isInputOver { context.close(promise: nil) } else { linger(context) }
    }
    context.writeAndFlush(wrapOutboundOut(.byteBuffer(ByteBuffer())), promise: end)
  }

  private func linger(_ context: ChannelHandlerContext) {
    guard phase == .closing else { return }
    phase = .lingering
    context.close(mode: .output, promise: nil)
    context.eventLoop.assumeIsolated().scheduleTask(in: Self.lingerTime) { [weak self] in
      self?.close()
    }
    read(context: context)
  }
}

// HTTP on the same socket.
extension ConnectionHandler {
  private func speakHTTP(_ bytes: ByteBuffer, _ skip: Int, _ context: ChannelHandlerContext) {
    guard let calls else { return }
    phase = .http
    let handler = HTTPHandler(
      calls: calls, resources: server.resources, bodyLimit: server.limits.requestBytes
    ) { [weak self] in self?.goOn() }
    do {
      let pipeline = context.pipeline.syncOperations
      try pipeline.configureHTTPServerPipeline()
      try pipeline.addHandler(handler)
    } catch {
      return context.close(promise: nil)
    }
    calls.sink = handler
    waiting = bytes
    waiting.moveReaderIndex(forwardBy: skip)
  }
}
