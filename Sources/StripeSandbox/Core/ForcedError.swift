/// A 500 that a fault puts in place of the outcome of an execution.
struct ForcedError: Sendable {
  /// Whether the execution had its effect all the same.
  let isExecuted: Bool
}
