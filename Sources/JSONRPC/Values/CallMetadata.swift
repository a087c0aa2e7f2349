/// What rides in `params._meta`: facts about the call, not about the customer.
public struct CallMetadata: Sendable, Equatable {
  /// `timeoutMs`: how long the caller waits, 1 ms to 600 s.
  public var timeout: Duration?
  /// `deadlineNs`: when the caller stops waiting, so that time in the listen backlog counts.
  public var deadline: BootInstant?
  /// `idempotencyKey`: the caller's name for this one intent, up to 255 bytes.
  public var idempotencyKey: String?
  /// `traceparent`: W3C trace context, passed on as it is.
  public var traceparent: String?
  /// `progressToken`: asks for `rpc.progress` notifications under this token.
  public var progressToken: String?
  /// `dryRun`: say what would be done, and do nothing.
  public var dryRun: Bool

  /// Makes metadata; everything is optional.
  public init(
    timeout: Duration? = nil, deadline: BootInstant? = nil, idempotencyKey: String? = nil,
    traceparent: String? = nil, progressToken: String? = nil, dryRun: Bool = false
  ) {
    self.timeout = timeout
    self.deadline = deadline
    self.idempotencyKey = idempotencyKey
    self.traceparent = traceparent
    self.progressToken = progressToken
    self.dryRun = dryRun
  }

  /// A call without metadata.
  public static let none = CallMetadata()
}
