/// One conversation with one caller: bytes in, bytes out, no I/O.
///
/// Owned by one event loop. Feed it with `receive` (a JSON stream) or `receiveDocument` (the body of
/// one HTTP request), and do what the outputs say. Rules: sections 2, 3 and 6 of the protocol's
/// document.
public struct Session: Sendable {
  let core: DispatcherCore
  let caller: Caller
  let sendProgress: (@Sendable ([UInt8]) -> Void)?
  /// Which methods of the table the caller's role may call.
  let allowed: [Bool]

  var phase = Phase.undecided
  /// The request that is not complete yet, from its first byte.
  var partial: [UInt8] = []
  var scanner: BoundaryScanner?
  /// How much of `partial` the scanner has seen.
  var scanned = 0
  var textNumber: UInt64 = 0
  /// The input ended while requests were put off.
  var isInputEnded = false
  var trail = Trail.other

  var calls: [CallUnderWay] = []
  var batches: [BatchReply] = []
  var nextSlot: UInt64 = 0

  /// When the first byte of the request that is not complete yet came in; nil when there is none.
  /// Later than `Limits.incompleteRequest` the connection is to be closed.
  public internal(set) var partialSince: BootInstant?

  /// True while complete requests are put off, since the replies before them fill enough memory;
  /// call `resume` once those are written.
  public internal(set) var isPaused = false

  /// Makes a session; `sendProgress` writes a finished notification from any thread, without
  /// waiting, before anything that `complete` returns later. Nil means that nobody is told.
  public init(
    dispatcher: Dispatcher, caller: Caller,
    sendProgress: (@Sendable (_ notification: [UInt8]) -> Void)? = nil
  ) {
    self.core = dispatcher.core
    self.caller = caller
    self.sendProgress = sendProgress
    self.allowed = dispatcher.core.routes.map { $0.facts.roles?.contains(caller.role) ?? true }
  }

  /// Calls under way; zero after `receiveDocument` means that its reply is complete.
  public var inFlight: Int { calls.count }

  /// Bytes that the session keeps: of requests not handled yet, and of batches not answered yet.
  public var heldBytes: Int { batches.reduce(partial.capacity) { $0 + $1.byteCount } }

  /// The earliest deadline of the calls under way; call `expire` then.
  public var nextDeadline: BootInstant? { calls.lazy.map(\.pending.deadline).min() }

  /// Cancels the calls whose deadline has passed; their completions follow. Costs one walk over
  /// the calls under way; cancelling one twice does nothing.
  public func expire(now: BootInstant) {
    for call in calls where call.pending.deadline <= now {
      call.pending.cancel(.deadlineExceeded)
    }
  }

  /// Cancels all calls, since the connection is gone or the server stops.
  public func cancelAll(_ cause: CancelCause) {
    for call in calls { call.pending.cancel(cause) }
  }

  /// Takes the end of the input: what is complete is still answered, then the connection closes.
  public mutating func endOfInput() -> SessionOutput {
    var output = SessionOutput()
    guard !isPaused else {
      isInputEnded = true
      return output
    }
    if phase == .stream, !partial.isEmpty {
      refuseText(
        .parseError(
          "cannot take the request: it ends before it is complete", reason: .incompleteRequest),
        to: &output)
    }
    end(&output)
    return output
  }

  /// Takes no more input, and closes once every call is answered.
  mutating func end(_ output: inout SessionOutput) {
    phase = .ending
    partial = []
    scanner = nil
    partialSince = nil
    isPaused = false
    if calls.isEmpty { output.next = .close }
  }
}
