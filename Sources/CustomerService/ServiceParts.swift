public import CustomerModel
public import CustomerStore
public import Logging
public import Stripe

/// What the service is made of; everything that could differ between the daemon and a simulation.
public struct ServiceParts: Sendable {
  /// The truth.
  public var ledger: any CustomerLedger
  /// Stripe.
  public var stripe: StripeClient
  /// The host's clocks.
  public var clock: any ServiceClock
  /// A number in 0 ..< 1, for jitter.
  public var random: @Sendable () -> Double
  /// A guest id that was never given before.
  public var newGuestID: @Sendable () -> GuestID
  /// What an installation decides.
  public var policy: ServicePolicy
  /// Where facts for people go; no secrets, no personal data.
  public var logger: Logger

  /// Gathers the parts.
  public init(
    ledger: any CustomerLedger, stripe: StripeClient, clock: any ServiceClock,
    random: @escaping @Sendable () -> Double, newGuestID: @escaping @Sendable () -> GuestID,
    policy: ServicePolicy, logger: Logger
  ) {
    self.ledger = ledger
    self.stripe = stripe
    self.clock = clock
    self.random = random
    self.newGuestID = newGuestID
    self.policy = policy
    self.logger = logger
  }

  /// The half of the account that the key opens.
  var mode: AccountMode { stripe.mode == .live ? .live : .test }
}
