/// One method with its handler, types erased: a row of the dispatcher's table.
public struct Route: Sendable {
  let facts: MethodFacts
  let target: any RouteTarget

  /// The canonical name of the method.
  public var name: MethodName { facts.name }

  /// Makes a route of a handler.
  public init<Handler: MethodHandler>(_ handler: Handler) {
    self.facts = MethodFacts(
      name: Handler.Contract.name, roles: Handler.Contract.roles,
      defaultDeadline: Handler.Contract.defaultDeadline,
      idempotency: Handler.Contract.idempotency, streams: Handler.Contract.streams)
    self.target = HandlerTarget(handler: handler)
  }

  init(facts: MethodFacts, target: any RouteTarget) {
    self.facts = facts
    self.target = target
  }
}
