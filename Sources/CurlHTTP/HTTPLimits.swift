/// Every limit a transport keeps.
public struct HTTPLimits: Sendable, Hashable {
  /// Bytes of one response body.
  public var responseBody = 1_048_576
  /// Bytes of one response's header, interim answers included.
  public var responseHeader = 65_536
  /// Exchanges under way or waiting for a connection; beyond it a send fails at once.
  public var exchanges = 1_024
  /// Connections open at once.
  public var connections = 32
  /// Time to resolve, connect and secure a new connection.
  public var connectTimeout: Duration = .seconds(5)
  /// Time for a whole exchange, waiting for a connection included.
  public var totalTimeout: Duration = .seconds(30)

  /// Takes the limits given above.
  public init() {}

  /// The time one request has.
  func timeout(of request: HTTPRequest) -> Duration {
    min(request.timeout ?? totalTimeout, totalTimeout)
  }
}
