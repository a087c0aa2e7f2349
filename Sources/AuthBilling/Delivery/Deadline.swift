internal import JSONRPC

/// Keeps a call to the time that its caller has.
struct Deadline: Sendable {
  let budget: Duration
  let clock: any Clock<Duration>

  /// Runs `call`, and cancels it when the time is up; a cancelled call must end at once.
  @concurrent func hold<Value: Sendable>(
    _ call: @escaping @Sendable () async -> Result<Value, RPCError>
  ) async -> Result<Value, RPCError> {
    await withTaskGroup(of: Result<Value, RPCError>?.self) { group in
      group.addTask { await call() }
      group.addTask {
        // Cancelled is as good as over: the call has ended.
        try? await clock.sleep(for: budget)
        return nil
      }
      var result = Result<Value, RPCError>.failure(.cancelled(executed: .unknown))
      var isLate = false
      while let ended = await group.next() {
        if let ended { result = ended } else if !group.isCancelled { isLate = true }
        group.cancelAll()
      }
      if isLate, case .failure(let error) = result, error.status == .cancelled {
        return .failure(.deadlineExceeded(executed: error.executed))
      }
      return result
    }
  }
}
