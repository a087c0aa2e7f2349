import JSONRPC
import NIOCore
import NIOPosix

/// The one connection of a client and the calls that use it; lives on one event loop.
final class ClientLink {
  /// Where the connection stands.
  enum Phase {
    case idle
    case connecting
    case open(any Channel)
    case pausing(Scheduled<Void>)
    case closed
  }

  /// Replies may come this much after the deadline, since the server answers at the deadline.
  private static let grace = TimeAmount.milliseconds(250)

  let eventLoop: any EventLoop
  let path: SocketPath
  let limits: Limits
  let random: @Sendable () -> Double
  var phase = Phase.idle
  var backoff = Backoff()
  /// Why there is no connection, while there is none.
  var lastFailure: RPCError?
  var calls: [RequestNumber: ClientCall] = [:]
  private var queue = CircularBuffer<RequestNumber>()
  private var sentCount = 0
  private var isFlushScheduled = false

  init(
    path: SocketPath, limits: Limits, eventLoop: any EventLoop,
    random: @escaping @Sendable () -> Double
  ) {
    self.path = path
    self.limits = limits
    self.eventLoop = eventLoop
    self.random = random
  }

  /// Takes on a call; its continuation is resumed exactly once, at its deadline at the latest.
  func start(_ number: RequestNumber, _ call: ClientCall, _ mark: CancellationMark) {
    if mark.isSet {
      return call.continuation.resume(returning: .failure(.cancelled(executed: .no)))
    }
    if case .closed = phase {
      return call.continuation.resume(returning: .failure(.clientClosed(executed: .no)))
    }
    guard calls.count < limits.calls else {
      return call.continuation.resume(returning: .failure(.tooManyWaitingCalls()))
    }
    calls[number] = call
    let wait = call.deadline - BootClock.now()
    calls[number]?.timer = schedule(after: TimeAmount(wait)) { $0.deadlinePassed(number) }
    enqueue(number)
  }

  /// The caller gave up.
  func cancel(_ number: RequestNumber) {
    guard let call = calls[number] else { return }
    if call.isSent { sendCancel(number) }
    finish(number, .failure(.cancelled(executed: call.executed)))
  }

  /// Ends every call and the connection; nothing can be called afterwards.
  func shutdown() {
    let before = phase
    phase = .closed
    switch before {
    case .open(let channel): channel.close(promise: nil)
    case .pausing(let timer): timer.cancel()
    case .idle, .connecting, .closed: break
    }
    for (number, call) in calls {
      finish(number, .failure(.clientClosed(executed: call.executed)))
    }
  }
}

// The way of a call.
extension ClientLink {
  private func enqueue(_ number: RequestNumber) {
    calls[number]?.phase = .queued
    queue.append(number)
    pump()
  }

  /// Forgets the places in the queue whose calls have ended.
  func dropEndedCalls() {
    queue.removeAll { calls[$0] == nil }
  }

  /// Sends what may be sent, or sees to a connection.
  func pump() {
    switch phase {
    case .open(let channel):
      while sentCount < limits.callsPerConnection, let number = queue.popFirst() {
        send(number, channel)
      }
    case .idle where !queue.isEmpty: connect()
    case .idle, .connecting, .pausing, .closed: return
    }
  }

  private func send(_ number: RequestNumber, _ channel: any Channel) {
    // A call that ended while it waited is no longer known.
    guard let call = calls[number], case .queued = call.phase else { return }
    var metadata = call.request.metadata
    metadata.deadline = call.deadline
    if call.request.onProgress != nil { metadata.progressToken = "\(number.value)" }
    let request = RequestEncoder.encode(
      number, method: call.request.method, params: call.request.params, metadata: metadata)
    // The server would close the connection over it, and with it every other call's.
    guard request.count <= limits.requestBytes else {
      return finish(number, .failure(.requestTooLargeToSend()))
    }
    calls[number]?.phase = .sent
    calls[number]?.attempts += 1
    sentCount += 1
    write(request, channel)
  }

  /// Runs `body` on the event loop after a while.
  func schedule(
    after wait: TimeAmount, _ body: @escaping (ClientLink) -> Void
  ) -> Scheduled<Void> {
    eventLoop.assumeIsolated().scheduleTask(in: wait) { [weak self] in
      if let self { body(self) }
    }
  }

  private func sendCancel(_ number: RequestNumber) {
    guard case .open(let channel) = phase else { return }
    // Calls have positive numbers, so the negative one is free.
    write(
      RequestEncoder.encodeCancel(of: number, number: RequestNumber(-number.value)), channel)
  }

  private func write(_ bytes: [UInt8], _ channel: any Channel) {
    channel.write(channel.allocator.buffer(bytes: bytes), promise: nil)
    guard !isFlushScheduled else { return }
    isFlushScheduled = true
    let bound = NIOLoopBound(self, eventLoop: eventLoop)
    eventLoop.execute {
      bound.value.isFlushScheduled = false
      channel.flush()
    }
  }

  private func deadlinePassed(_ number: RequestNumber) {
    guard let call = calls[number] else { return }
    guard call.isSent, BootClock.now() < call.deadline + .nanoseconds(Self.grace.nanoseconds)
    else {
      let known = call.isSent ? nil : call.lastError ?? lastFailure
      return finish(
        number, .failure(known ?? .deadlineExceeded(executed: call.executed)))
    }
    calls[number]?.timer = schedule(after: Self.grace) { $0.deadlinePassed(number) }
  }

  /// One attempt failed: the call is sent again, or its caller hears of it.
  func fail(_ number: RequestNumber, _ error: RPCError) {
    guard var call = calls[number] else { return }
    if call.isSent { sentCount -= 1 }
    let wait = max(error.retry?.after ?? .zero, call.backoff.next(random: random()))
    let mayRepeat = RetryRule.mayRepeat(
      error, attempt: call.attempts, isRepeatable: call.request.isRepeatable)
    call.lastError = error
    call.phase = .queued
    calls[number] = call
    guard mayRepeat, BootClock.now() + wait < call.deadline else {
      return finish(number, .failure(error))
    }
    let timer = schedule(after: TimeAmount(wait)) { $0.enqueue(number) }
    calls[number]?.phase = .pausing(timer)
  }

  func finish(_ number: RequestNumber, _ outcome: ClientCall.Outcome) {
    guard let call = calls.removeValue(forKey: number) else { return }
    call.timer?.cancel()
    switch call.phase {
    case .queued: break
    case .sent: sentCount -= 1
    case .pausing(let timer): timer.cancel()
    }
    call.continuation.resume(returning: outcome)
  }
}
