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

  private enum Phase {
    case stream
    case http
    case closing
    /// All is said and the peer may still be talking: what it says is read and dropped, since a
    /// peer that fails to send may not read the reply.
    case lingering
  }

  /// How long a peer that is refused may go on talking.
  private static let lingerTime = TimeAmount.seconds(1)

  private let server: ServerContext
  private let inbox: LoopInbox
  private let role: Role
  private var phase = Phase.stream
  private var context: ChannelHandlerContext?
  private var number: UInt64?
  private var calls: ConnectionCalls?
  private var outgoing = ByteBuffer()
  private var isReadHeld = false
  private var isInputOver = false
  private var watch: ProgressWatch
  private var watchTimer: Scheduled<Void>?

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
    switch server.registry.admit(NIOLoopBound(self, eventLoop: context.eventLoop)) {
    case .admitted(let number): begin(number, context)
    case .full: refuse(context)
    case .stopping: context.close(promise: nil)
    }
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    phase = .closing
    watchTimer?.cancel()
    calls?.end()
    calls = nil
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
      if calls?.inFlight == 0, calls?.documentSince == nil {
        calls?.documentSince = BootClock.now()
      }
      context.fireChannelRead(data)
    case .closing, .lingering:
      return
    }
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    flush()
    keepWatch()
    context.fireChannelReadComplete()
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case .inputClosed? = event as? ChannelEvent {
      isInputOver = true
      if phase == .stream { endInput() }
      if phase == .lingering { context.close(promise: nil) }
    }
    context.fireUserInboundEventTriggered(event)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    server.logger.debug("a connection failed", metadata: ["error": "\(error)"])
    context.close(promise: nil)
  }

  // Back-pressure: while too many replies wait, the event loop is not asked to read.
  func read(context: ChannelHandlerContext) {
    let mayRead = phase == .lingering || (phase != .closing && context.channel.isWritable)
    guard mayRead else { return isReadHeld = true }
    context.read()
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    if context.channel.isWritable, isReadHeld {
      isReadHeld = false
      read(context: context)
    }
    context.fireChannelWritabilityChanged()
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
      calls?.bytesWritten += bytes.readableBytes
      context.writeAndFlush(wrapOutboundOut(.byteBuffer(bytes)), promise: nil)
      keepWatch()
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

  private func closeOnceWritten(_ context: ChannelHandlerContext) {
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
      calls: calls, resources: server.resources, bodyLimit: server.limits.requestBytes)
    do {
      let pipeline = context.pipeline.syncOperations
      try pipeline.configureHTTPServerPipeline()
      try pipeline.addHandler(handler)
    } catch {
      return context.close(promise: nil)
    }
    calls.sink = handler
    calls.documentSince = BootClock.now()
    var rest = bytes
    rest.moveReaderIndex(forwardBy: skip)
    context.fireChannelRead(wrapInboundOut(rest))
  }
}

// Time.
extension ConnectionHandler {
  private func keepWatch() {
    if watchTimer == nil { look(after: watch.pace) }
  }

  private func look(after wait: Duration) {
    watchTimer = context?.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(wait)) {
      [weak self] in self?.look()
    }
  }

  private func look() {
    watchTimer = nil
    guard let context else { return }
    // Without the option nothing seems to wait, and a stalled reader is met by the write limit.
    let waiting = try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)
    let verdict = watch.look(
      at: ProgressWatch.Reading(
        now: BootClock.now(), written: calls?.bytesWritten ?? 0, waiting: waiting ?? 0,
        incompleteSince: calls?.partialSince))
    switch verdict {
    case .rest: return
    case .lookAgain(let wait): look(after: wait)
    case .readerStalled, .requestIncomplete:
      var metadata = calls?.caller.logMetadata ?? [:]
      metadata["cause"] = "\(verdict)"
      server.logger.info("closed a connection without progress", metadata: metadata)
      context.close(promise: nil)
    }
  }
}
