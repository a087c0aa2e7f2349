/// The rates above which the sandbox answers 429, each with a burst of one second's worth.
public struct SandboxRateLimits: Sendable, Equatable {
  /// Requests a second with live keys.
  public var live = 100
  /// Requests a second with test keys.
  public var test = 25
  /// Requests a second to one endpoint, in either mode.
  public var endpoint = 25
  /// Search requests a second.
  public var search = 20

  /// Makes Stripe's documented limits; change what should differ.
  public init() {}
}
