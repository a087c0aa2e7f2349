/// What the system methods tell about the service.
public struct ServiceInfo: Sendable {
  /// Name of the service, such as `billing-customerd`.
  public let name: String
  /// Version of the program.
  public let version: String
  /// The OpenRPC document that `rpc.discover` answers.
  public let document: JSONText
  /// The state of a service by its full name, `""` for the whole; nil for an unknown name.
  public let health: @Sendable (_ service: String) -> HealthStatus?

  /// Makes the facts.
  public init(
    name: String, version: String, document: JSONText = .emptyObject,
    health: @escaping @Sendable (_ service: String) -> HealthStatus?
  ) {
    self.name = name
    self.version = version
    self.document = document.compacted()
    self.health = health
  }
}
