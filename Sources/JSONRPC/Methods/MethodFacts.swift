/// What the dispatcher must know about a method to route, authorise and time a call.
struct MethodFacts: Sendable {
  let name: MethodName
  /// Nil stands for every role.
  let roles: Set<Role>?
  let defaultDeadline: Duration
  let idempotency: Idempotency
  let streams: Bool

  /// What can be said about the effect of a call that was stopped on its way.
  var executedWhenStopped: Executed { idempotency.isMutating ? .unknown : .no }
}
