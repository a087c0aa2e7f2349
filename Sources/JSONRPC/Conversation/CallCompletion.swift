/// How a pending call ended; goes back to the session that started it.
public struct CallCompletion: Sendable {
  /// Which call.
  public let slot: CallSlot
  /// The result's JSON, or the error.
  public let outcome: Result<JSONText, RPCError>

  init(slot: CallSlot, outcome: Result<JSONText, RPCError>) {
    self.slot = slot
    self.outcome = outcome
  }
}
