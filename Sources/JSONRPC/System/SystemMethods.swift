/// The methods that every service of this protocol has.
enum SystemMethods {
  static let version = MethodName(named: "rpc.version")
  static let discover = MethodName(named: "rpc.discover")
  static let cancel = MethodName(named: "rpc.cancel")
  static let health = MethodName(named: "grpc.health.v1.Health/Check")

  static func routes(info: ServiceInfo, limits: Limits) -> [Route] {
    let versionText = versionText(info: info, limits: limits)
    return [
      route(version) { params throws(RPCError) in try answer(versionText, to: params) },
      route(discover) { params throws(RPCError) in try answer(info.document, to: params) },
      route(cancel) { _ throws(RPCError) in throw RPCError.internal(executed: .no) },
      route(health) { params throws(RPCError) in try check(params, info) },
    ]
  }

  /// `{"cancelled":…}`.
  static func cancelResult(_ found: Bool) -> JSONText {
    JSONWriter.object { $0.member("cancelled", found) }
  }

  private static func route(
    _ name: MethodName,
    _ answer: @escaping @Sendable (JSONText) throws(RPCError) -> JSONText
  ) -> Route {
    let facts = MethodFacts(
      name: name, roles: nil, defaultDeadline: .seconds(2), idempotency: .noSideEffects,
      streams: false)
    return Route(facts: facts, target: SystemTarget(answer: answer))
  }

  /// An answer that is always the same, to params that have no fields.
  private static func answer(
    _ text: JSONText, to params: JSONText
  ) throws(RPCError) -> JSONText {
    if let other = JSONObject(params)?.members.first { throw .unknownField(other.name) }
    return text
  }

  private static func check(_ params: JSONText, _ info: ServiceInfo) throws(RPCError) -> JSONText {
    let members = JSONObject(params)?.members ?? []
    if let other = members.first(where: { $0.name != "service" }) {
      throw .unknownField(other.name)
    }
    // As in all of proto3's JSON, null is absent.
    let service = members.first?.value.kind == .null ? nil : members.first?.value
    guard service == nil || service?.kind == .string else {
      throw .invalidArgument(field: "service", description: "it is no string")
    }
    guard let status = info.health(service?.string ?? "") else {
      throw .notFound("cannot find the service")
    }
    return JSONWriter.object { $0.member("status", status.rawValue) }
  }

  private static func versionText(info: ServiceInfo, limits: Limits) -> JSONText {
    JSONWriter.object { version in
      version.member("name", info.name)
      version.member("version", info.version)
      version.member("jsonrpc", "2.0")
      version.member("limits", limits.encoded())
    }
  }
}
