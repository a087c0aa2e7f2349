/// The table of methods with their handlers and the limits that all connections share.
public struct Dispatcher: Sendable {
  let core: DispatcherCore

  /// Makes a dispatcher and adds the system methods; two routes of one name are our own mistake.
  public init(
    routes: [Route], limits: Limits = Limits(), info: ServiceInfo, requestIDs: RequestIDs
  ) {
    self.core = DispatcherCore(
      routes: routes, limits: limits, info: info, requestIDs: requestIDs)
  }

  /// The limits.
  public var limits: Limits { core.limits }

  /// The OpenRPC document, for `GET /openrpc.json`.
  public var document: JSONText { core.info.document }

  /// The state of the whole service, for `GET /healthz`.
  public var health: HealthStatus { core.info.health("") ?? .unknown }

  /// Canonical names of all methods, system methods included, in the order of the table.
  public var methodNames: [MethodName] { core.routes.map(\.name) }

  /// What was counted since the start.
  public var counts: DispatcherCounts { core.tally.counts }
}
