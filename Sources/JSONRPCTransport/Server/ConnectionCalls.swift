import JSONRPC
import Logging
import NIOCore

/// The session of one connection and its calls under way; lives on the connection's event loop.
final class ConnectionCalls {
  /// Where replies go; the handler that speaks on the connection at the moment.
  weak var sink: (any ReplySink)?
  /// Since when an HTTP request has been incomplete.
  var documentSince: BootInstant?
  /// Bytes that came in since the last complete HTTP request.
  var documentBytes = 0
  /// Whether an HTTP request is being answered, so that the next must wait.
  var isAnsweringDocument = false
  /// Bytes of replies that were handed to the connection.
  var bytesWritten = 0
  /// What the connection holds.
  let hold: ConnectionHold

  /// Who is at the other end.
  let caller: Caller

  private let context: ServerContext
  private let inbox: LoopInbox
  private let reference: ConnectionReference
  private var session: Session
  private var deadlineTimer: Scheduled<Void>?
  private var timedDeadline: BootInstant?

  init(context: ServerContext, inbox: LoopInbox, caller: Caller, eventLoop: any EventLoop) {
    self.caller = caller
    self.context = context
    self.inbox = inbox
    hold = ConnectionHold(all: context.held)
    let reference = ConnectionReference(nil, eventLoop: eventLoop)
    self.reference = reference
    session = Session(dispatcher: context.dispatcher, caller: caller) { notification in
      inbox.post(LoopInbox.Delivery(connection: reference, item: .progress(notification)))
    }
    reference.value = self
  }

  /// Calls under way.
  var inFlight: Int { session.inFlight }

  /// Whether complete requests are put off until replies are written.
  var isPaused: Bool { session.isPaused }

  /// Since when a request has been incomplete.
  var partialSince: BootInstant? { session.partialSince ?? documentSince }

  /// Takes bytes of a JSON stream.
  func receive(_ bytes: ByteBuffer) -> SessionOutput {
    started(bytes.withUnsafeReadableBytes { session.receive($0, now: BootClock.now()) })
  }

  /// Goes on with requests that were put off.
  func resume() -> SessionOutput {
    started(session.resume(now: BootClock.now()))
  }

  /// Takes the body of one HTTP request.
  func receiveDocument(_ body: ByteBuffer) -> SessionOutput {
    started(body.withUnsafeReadableBytes { session.receiveDocument($0, now: BootClock.now()) })
  }

  /// The peer has nothing more to say.
  func endOfInput() -> SessionOutput {
    started(session.endOfInput())
  }

  /// Takes what a task hands back.
  func take(_ item: LoopInbox.Item) {
    switch item {
    case .completion(let completion): sink?.take(started(session.complete(completion)))
    case .progress(let notification): sink?.takeProgress(notification)
    }
  }

  /// Sends what was taken.
  func flush() {
    sink?.flush()
  }

  /// The connection is gone: its calls are cancelled, and their ends are dropped.
  func end() {
    hold.end()
    session.cancelAll(.connectionClosed)
    deadlineTimer?.cancel()
    reference.value = nil
  }

  /// So many bytes of replies are handed to the connection. The promise, if there is one, must be
  /// given to the write.
  func wrote(_ bytes: Int) -> EventLoopPromise<Void>? {
    bytesWritten += bytes
    guard let counted = hold.write(bytes) else { return nil }
    let end = reference.eventLoop.makePromise(of: Void.self)
    end.futureResult.assumeIsolated().whenComplete { [hold] _ in hold.settle(counted) }
    return end
  }

  /// Counts what is held, `waiting` bytes that nobody has looked at included.
  func measure(waiting: Int) {
    hold.holds(session.heldBytes + documentBytes + waiting)
  }

  private func started(_ output: SessionOutput) -> SessionOutput {
    if output.refusedNotifications > 0 {
      var metadata = caller.logMetadata
      metadata["count"] = "\(output.refusedNotifications)"
      context.logger.warning("refused notifications of mutating methods", metadata: metadata)
    }
    guard !output.calls.isEmpty else { return output }
    for call in output.calls {
      // The places for calls are counted before, so that the queue has room unless the server ends.
      context.starter.yield(StartedCall(call: call, connection: reference, inbox: inbox))
    }
    timeNextDeadline()
    return output
  }

  /// One timer serves all calls: it is set to the earliest deadline and never set back.
  private func timeNextDeadline() {
    guard let next = session.nextDeadline else { return }
    if let timed = timedDeadline, timed <= next { return }
    deadlineTimer?.cancel()
    timedDeadline = next
    let wait = max(next - BootClock.now(), .zero)
    deadlineTimer = reference.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(wait)) {
      [weak self] in self?.expire()
    }
  }

  private func expire() {
    timedDeadline = nil
    session.expire(now: BootClock.now())
    timeNextDeadline()
  }
}
