/// One call on its way through a handler.
public struct Call: Sendable {
  /// Who calls.
  public let caller: Caller
  /// What the caller said about the call.
  public let metadata: CallMetadata
  /// When the call began.
  public let start: BootInstant
  /// When the caller stops waiting; never past, when the handler begins.
  public let deadline: BootInstant
  /// Our name of the request.
  public let requestID: RequestID
  /// Where a streaming method reports; nil when the caller asked for no progress.
  public let progress: (any ProgressSink)?

  /// Makes a call, for in-process callers and tests; sessions make their own.
  public init(
    caller: Caller, metadata: CallMetadata = .none, start: BootInstant, deadline: BootInstant,
    requestID: RequestID, progress: (any ProgressSink)? = nil
  ) {
    self.caller = caller
    self.metadata = metadata
    self.start = start
    self.deadline = deadline
    self.requestID = requestID
    self.progress = progress
  }
}
