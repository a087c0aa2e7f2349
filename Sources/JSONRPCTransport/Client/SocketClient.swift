public import JSONRPC
public import NIOCore
import NIOPosix
import Synchronization

/// A client of one JSON-RPC socket: one multiplexed connection, opened when first needed.
///
/// Every call has a deadline and is answered exactly once. What may safely be sent again is sent
/// again, at most five times within the deadline. Rules: section 8 of the protocol's document.
public final class SocketClient: Sendable {
  private let eventLoop: any EventLoop
  private let link: NIOLoopBoundBox<ClientLink>
  private let numbers = Atomic<Int64>(0)
  private let longestTimeout: Duration

  /// Makes a client; nothing is opened yet.
  ///
  /// - Parameters:
  ///   - path: where the server listens.
  ///   - limits: the limits of the protocol; calls over them wait or are refused here.
  ///   - eventLoop: where the client lives; a shared one when nil.
  ///   - random: a fresh random number from 0 to 1 each time, for the jitter of retries.
  public init(
    path: SocketPath, limits: Limits = Limits(), eventLoop: (any EventLoop)? = nil,
    random: @escaping @Sendable () -> Double
  ) {
    let eventLoop = eventLoop ?? MultiThreadedEventLoopGroup.singleton.next()
    self.eventLoop = eventLoop
    longestTimeout = limits.timeout
    link = NIOLoopBoundBox.makeBoxSendingValue(
      ClientLink(path: path, limits: limits, eventLoop: eventLoop, random: random),
      eventLoop: eventLoop)
  }

  deinit { shutdown() }

  /// Calls a method by its name with the params as JSON, and returns the result as JSON.
  ///
  /// - Parameters:
  ///   - params: an object without `_meta`.
  ///   - timeout: the time for all attempts together, at most `Limits.timeout`.
  ///   - metadata: what else is said about the call; the client sets the deadline.
  ///   - isRepeatable: whether sending it twice does no harm, so that it survives a lost connection.
  ///   - onProgress: hears how far a streaming method has come; runs on the event loop, so it must
  ///     not block.
  /// - Throws: what the server answered, or `DAEMON_UNREACHABLE`, `CONNECTION_LOST`,
  ///   `DEADLINE_EXCEEDED`, `CANCELLED` when the task was cancelled.
  public func call(
    method: MethodName, params: JSONText, timeout: Duration, metadata: CallMetadata = .none,
    isRepeatable: Bool = false, onProgress: (@Sendable (Progress) -> Void)? = nil
  ) async throws(RPCError) -> JSONText {
    let number = RequestNumber(numbers.wrappingAdd(1, ordering: .relaxed).newValue)
    let deadline = BootClock.now() + min(timeout, longestTimeout)
    let request = ClientRequest(
      method: method, params: params, metadata: metadata, isRepeatable: isRepeatable,
      onProgress: onProgress)
    let mark = CancellationMark()
    let outcome = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        eventLoop.execute { [link] in
          link.value.start(
            number, ClientCall(request: request, continuation: continuation, deadline: deadline),
            mark)
        }
      }
    } onCancel: {
      mark.set()
      eventLoop.execute { [link] in link.value.cancel(number) }
    }
    return try outcome.get()
  }

  /// Ends every call with `CLIENT_CLOSED` and closes the connection; later calls fail at once.
  public func shutdown() {
    eventLoop.execute { [link] in link.value.shutdown() }
  }
}
