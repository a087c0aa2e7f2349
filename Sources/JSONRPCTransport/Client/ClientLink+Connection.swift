import Glibc
import JSONRPC
import NIOCore
import NIOPosix

// The way of the connection.
extension ClientLink {
  private static let connectTimeout = TimeAmount.seconds(5)

  /// Opens the connection; what waits is sent once it is there.
  func connect() {
    phase = .connecting
    let bound = NIOLoopBound(self, eventLoop: eventLoop)
    ClientBootstrap(group: eventLoop)
      .connectTimeout(Self.connectTimeout)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(ClientHandler(link: bound.value))
        }
      }
      .connect(unixDomainSocketPath: path.description)
      .assumeIsolated()
      .whenComplete { [self] result in connectEnded(result) }
  }

  /// A message came in.
  func received(_ message: ServerMessage) {
    backoff.reset()
    switch message {
    case .progress(let number, _, let progress):
      calls[number]?.request.onProgress?(progress)
    case .result(let number, let result):
      guard isSent(number) else { return }
      finish(number, .success(result))
    case .error(let number?, let error):
      guard isSent(number) else { return }
      fail(number, error)
    case .error(nil, let error):
      // The server refuses the connection as a whole, before it ran anything.
      if error.status == .resourceExhausted { lastFailure = error }
    }
    pump()
  }

  /// The connection ended.
  func lost() {
    guard case .open = phase else { return }
    reconnectLater()
    failSent(lastFailure ?? .connectionLost(path))
  }

  private func connectEnded(_ result: Result<any Channel, any Error>) {
    switch (result, phase) {
    case (.success(let channel), .connecting):
      guard channel.isActive else { return connectFailed("it closed the connection") }
      phase = .open(channel)
      lastFailure = nil
      pump()
    case (.success(let channel), _):
      channel.close(promise: nil)
    case (.failure(let error), .connecting):
      connectFailed(Self.cause(error))
    case (.failure, _):
      return
    }
  }

  private func connectFailed(_ cause: String) {
    let error = RPCError.daemonUnreachable(path, cause)
    lastFailure = error
    reconnectLater()
    for number in calls.keys { connectFailed(number, error) }
    dropEndedCalls()
  }

  /// Pauses before the next attempt to connect, with full jitter.
  private func reconnectLater() {
    let wait = backoff.next(random: random())
    phase = .pausing(
      schedule(after: TimeAmount(wait)) { link in
        link.phase = .idle
        link.pump()
      })
  }

  /// A call that waits for the connection stays in the queue for its next attempt, or gives up.
  private func connectFailed(_ number: RequestNumber, _ error: RPCError) {
    guard var call = calls[number], case .queued = call.phase else { return }
    call.attempts += 1
    call.lastError = error
    calls[number] = call
    if !RetryRule.mayRepeat(error, attempt: call.attempts, isRepeatable: true) {
      finish(number, .failure(error))
    }
  }

  private func isSent(_ number: RequestNumber) -> Bool {
    calls[number]?.isSent ?? false
  }

  private func failSent(_ error: RPCError) {
    for (number, call) in calls where call.isSent { fail(number, error) }
  }

  private static func cause(_ error: any Error) -> String {
    guard let error = error as? IOError else { return "it does not answer" }
    switch error.errnoCode {
    case ENOENT: return "there is no such socket"
    case ECONNREFUSED: return "nobody listens there"
    case EACCES, EPERM: return "permission denied"
    default: return "error \(error.errnoCode)"
    }
  }
}
