import JSONRPC
import Logging
import NIOCore

// Back-pressure: what is read and answered depends on what the peer takes.
extension ConnectionHandler {
  /// HTTP is parsed in pieces of this size, since each may hold many requests, and what is parsed
  /// takes far more memory than its bytes.
  private static let pieceBytes = 2 << 10

  /// Whether there is room for more input.
  var mayRead: Bool {
    if phase == .lingering { return true }
    guard let context, phase != .closing else { return false }
    let isPaused = calls?.isPaused ?? false
    return context.channel.isWritable && !isPaused && waiting.readableBytes == 0
  }

  /// Answers what was put off, as far as the peer takes its replies, and then reads on.
  func goOn() {
    // Writing may call back while we are at it; the loops here see to that as well.
    guard !isGoingOn else { return }
    isGoingOn = true
    resumeStream()
    feedHTTP()
    isGoingOn = false
    if isReadHeld, mayRead {
      isReadHeld = false
      context?.read()
    }
  }

  private func resumeStream() {
    while phase == .stream, let calls, calls.isPaused, let context, context.channel.isWritable {
      take(calls.resume())
      flush()
    }
  }

  private func feedHTTP() {
    while phase == .http, let calls, !calls.isAnsweringDocument, let context,
      context.channel.isWritable,
      let piece = waiting.readSlice(length: min(waiting.readableBytes, Self.pieceBytes)),
      piece.readableBytes > 0
    {
      if calls.documentSince == nil { calls.documentSince = BootClock.now() }
      calls.documentBytes += piece.readableBytes
      context.fireChannelRead(wrapInboundOut(piece))
      context.fireChannelReadComplete()
    }
    guard phase == .http, waiting.readableBytes == 0 else { return }
    waiting = ByteBuffer()
    if isInputEndWaiting {
      isInputEndWaiting = false
      context?.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
    }
  }

  /// Closes the connection if all together hold too much and this one has its part in that.
  func shedIfTooMuch() {
    guard let context, let calls, phase == .stream || phase == .http else { return }
    calls.measure(waiting: waiting.readableBytes)
    guard calls.hold.isTooMuch else { return }
    server.logger.info(
      "closed a connection, since all together held too much", metadata: calls.caller.logMetadata)
    // Who does not read what there is will not read why, either.
    guard phase == .stream, !calls.hold.hasReplies else {
      phase = .closing
      return context.close(promise: nil)
    }
    let error = RPCError.resourceExhausted(
      "cannot take the request: the requests and replies of all connections hold too much",
      reason: .tooManyBytes, retryAfter: server.limits.retryAfter)
    let line = ByteBuffer(bytes: ConnectionRefusal.line(error))
    // What it holds goes now, not when the peer has read why.
    drop()
    context.write(wrapOutboundOut(.byteBuffer(line)), promise: nil)
    closeOnceWritten(context)
  }
}
