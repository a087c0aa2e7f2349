/// A call whose answer must be waited for: the server runs it in a task and hands the completion
/// back to the session.
public struct PendingCall: Sendable {
  /// Names the call within its session.
  public let slot: CallSlot
  /// When the call must be cancelled with `.deadlineExceeded`; see `Session.expire`.
  public let deadline: BootInstant
  /// Our name of the request, for logs.
  public let requestID: RequestID
  /// The method, for logs.
  public let method: MethodName

  let signal: CancelSignal
  let place: CallPlace
  let executedWhenStopped: Executed
  let replyLimit: Int
  let work: @Sendable () async throws(RPCError) -> JSONText

  /// Stops the call; it still completes, once its work has ended.
  public func cancel(_ cause: CancelCause) {
    signal.send(cause)
  }

  /// Does the call's work; to be run exactly once. Cancelling the task counts as `.shutdown`.
  public func run() async -> CallCompletion {
    enum Event: Sendable {
      case ended(Result<JSONText, RPCError>)
      case stopped(CancelCause?)
    }
    return await withTaskGroup(of: Event.self) { group in
      group.addTask {
        do throws(RPCError) { return .ended(.success(try await work())) } catch {
          return .ended(.failure(error))
        }
      }
      group.addTask { .stopped(await signal.cause()) }
      var outcome: Result<JSONText, RPCError> = .failure(.internal())
      var cause: CancelCause?
      for await event in group {
        switch event {
        case .ended(let ended): outcome = ended
        case .stopped(let stopped): cause = stopped
        }
        group.cancelAll()
      }
      return CallCompletion(slot: slot, outcome: judged(outcome, cause))
    }
  }

  // A result that came in spite of the cancellation is the truth, and is sent.
  private func judged(
    _ outcome: Result<JSONText, RPCError>, _ cause: CancelCause?
  ) -> Result<JSONText, RPCError> {
    switch outcome {
    case .success(let text) where text.bytes.count > replyLimit:
      .failure(.replyTooLarge(executed: .yes))
    case .success: outcome
    case .failure(let error) where error.status == .cancelled:
      .failure(stoppingError(cause ?? .shutdown, after: error))
    case .failure: outcome
    }
  }

  private func stoppingError(_ cause: CancelCause, after error: RPCError) -> RPCError {
    let executed = error.executed == .yes ? .yes : executedWhenStopped
    return switch cause {
    case .cancelled, .connectionClosed: .cancelled(executed: executed)
    case .deadlineExceeded: .deadlineExceeded(executed: executed)
    case .shutdown:
      .unavailable("cannot finish the call: the service is stopping", executed: executed)
    }
  }
}
