/// What all sessions of a dispatcher share.
final class DispatcherCore: Sendable {
  let routes: [Route]
  let table: MethodTable
  let limits: Limits
  let info: ServiceInfo
  let requestIDs: RequestIDs
  let tally: DispatcherTally
  /// Where `rpc.cancel` stands; the session itself answers it.
  let cancelIndex: Int

  init(routes: [Route], limits: Limits, info: ServiceInfo, requestIDs: RequestIDs) {
    let system = SystemMethods.routes(info: info, limits: limits)
    self.routes = system + routes
    self.cancelIndex = system.firstIndex { $0.name == SystemMethods.cancel } ?? 0
    self.tally = DispatcherTally(methods: self.routes.map(\.name))
    self.table = MethodTable(names: self.routes.map(\.name))
    self.limits = limits
    self.info = info
    self.requestIDs = requestIDs
  }
}
