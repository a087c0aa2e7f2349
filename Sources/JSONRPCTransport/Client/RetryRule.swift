import JSONRPC

/// Which failed calls are sent again (protocol 8).
enum RetryRule {
  /// Attempts of one call, the first included.
  static let maximumAttempts = 5

  /// Whether a call that failed with `error` at its attempt number `attempt` may be sent again.
  ///
  /// - Parameter isRepeatable: whether sending the call twice does no harm.
  static func mayRepeat(_ error: RPCError, attempt: Int, isRepeatable: Bool) -> Bool {
    guard attempt < maximumAttempts, error.retry?.allowed ?? false else { return false }
    guard error.executed == .no || isRepeatable else { return false }
    switch error.status {
    case .unavailable: return true
    case .resourceExhausted: return error.retry?.after != nil
    default: return false
    }
  }
}
