import JSONRPC

/// Where the replies of a connection go: straight to its stream, or into HTTP responses.
protocol ReplySink: AnyObject {
  /// Takes what the session wants written and done.
  func take(_ output: SessionOutput)
  /// Takes a notification about progress.
  func takeProgress(_ notification: [UInt8])
  /// Sends what was taken.
  func flush()
}
