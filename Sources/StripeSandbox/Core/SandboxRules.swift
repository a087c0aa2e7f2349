/// How a sandbox behaves when no fault is scripted.
public struct SandboxRules: Sendable {
  /// The account that keys of the sandbox belong to.
  public var accountID = "acct_sandbox0000001"
  /// The API version of requests that do not pin one.
  public var apiVersion = "2025-09-30.clover"
  /// How long an idempotency key is remembered; Stripe promises 24 hours.
  public var keyLifetime: Duration = .seconds(24 * 3600)
  /// How far Search lags behind.
  public var searchLag: Duration = .seconds(60)
  /// Whether Search goes on returning deleted customers once the lag is over.
  public var searchKeepsDeleted = false
  /// Whether restricted keys (`rk_`) may read the account; they get 403 otherwise.
  public var restrictedKeysReadAccount = true
  /// The rate limits, or `nil` for none.
  public var rateLimits: SandboxRateLimits?
  /// Where ids come from: the same seed and the same requests give the same ids.
  public var seed: UInt64 = 1

  /// Makes the default rules.
  public init() {}
}
