/// One conversation with one caller: bytes in, bytes out, no I/O.
///
/// Owned by one event loop. Feed it with `receive` (a JSON stream) or `receiveDocument` (the body of
/// one HTTP request), and do what the outputs say.
public struct Session {
  let core: DispatcherCore
  let caller: Caller
  let sendProgress: (@Sendable ([UInt8]) -> Void)?

  /// Makes a session; `sendProgress` writes a finished notification from any thread, without
  /// waiting, before anything that `complete` returns later. Nil means that nobody is told.
  public init(
    dispatcher: Dispatcher, caller: Caller,
    sendProgress: (@Sendable (_ notification: [UInt8]) -> Void)? = nil
  ) {
    self.core = dispatcher.core
    self.caller = caller
    self.sendProgress = sendProgress
  }

  /// When the first byte of the request that is not complete yet came in; nil when there is none.
  /// Later than `Limits.incompleteRequest` the connection is to be closed.
  public private(set) var partialSince: BootInstant?

  /// Calls under way; zero after `receiveDocument` means that its reply is complete.
  public var inFlight: Int { 0 }

  /// The earliest deadline of the calls under way; call `expire` then.
  public var nextDeadline: BootInstant? { nil }

  /// Takes bytes of a JSON stream.
  public mutating func receive(
    _ bytes: UnsafeRawBufferPointer, now: BootInstant
  ) -> SessionOutput {
    SessionOutput()
  }

  /// Takes the body of one HTTP request: one text or batch, one reply document, which is empty for
  /// notifications. The next document must wait until `inFlight` is zero.
  public mutating func receiveDocument(
    _ body: UnsafeRawBufferPointer, now: BootInstant
  ) -> SessionOutput {
    SessionOutput()
  }

  /// Takes the end of a pending call.
  public mutating func complete(_ completion: CallCompletion) -> SessionOutput {
    SessionOutput()
  }

  /// Cancels the calls whose deadline has passed; their completions follow.
  public mutating func expire(now: BootInstant) {}

  /// Cancels all calls, since the connection is gone or the server stops.
  public mutating func cancelAll(_ cause: CancelCause) {}

  /// Takes the end of the input: what is complete is still answered, then the connection closes.
  public mutating func endOfInput() -> SessionOutput {
    SessionOutput()
  }
}
