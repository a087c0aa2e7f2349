/// What a sandbox has counted since it started; not kept over a restart.
public struct SandboxStats: Sendable, Codable, Equatable {
  /// Requests by endpoint, such as `POST /v1/customers/ID`, whatever became of them.
  public var requests: [String: Int] = [:]
  /// Answers by HTTP status, including those that a fault kept from arriving.
  public var statuses: [String: Int] = [:]
  /// Customers that a POST really made.
  public var customersCreated = 0
  /// Customers that a POST really changed.
  public var customersUpdated = 0
  /// Answers replayed for an idempotency key.
  public var replayed = 0
  /// Scripted faults that struck.
  public var faults = 0
  /// Requests whose connection is gone and that are still to be executed.
  public var deferred = 0

  /// Makes statistics of nothing.
  public init() {}

  /// The number of requests to an endpoint, such as `POST /v1/customers`.
  public subscript(endpoint: String) -> Int { requests[endpoint] ?? 0 }
}
