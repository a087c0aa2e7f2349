/// Where a streaming method reports how far it has come.
public protocol ProgressSink: Sendable {
  /// Sends one `rpc.progress` notification; does not wait, and does nothing after the reply.
  func report(_ progress: Progress)
}
