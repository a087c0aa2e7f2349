public import CustomerModel

/// What an installation can decide about how customers are made.
public struct ServicePolicy: Sendable {
  /// Tells our customers from another installation's on the same Stripe account.
  public var namespace: LedgerNamespace
  /// The windows of an attempt.
  public var attempt: AttemptPolicy
  /// When to try again.
  public var retry: RetryRule
  /// Whether a checkout's e-mail address gives a registered user's customer. Default true.
  public var guestEmailMatchesRegistered: Bool
  /// Whether a guest gets the one customer, made by others, that bears the checkout's address.
  /// Default true; costs one List for a guest.
  public var adoptsGuestEmail: Bool
  /// Whether a user whose address is verified gets the one customer, made by others, that bears it.
  /// Default false; costs one List for each such sign-up.
  public var adoptsVerifiedEmail: Bool
  /// Whether a customer deleted at Stripe is made again; else a person decides. Default true.
  public var recreatesDeleted: Bool
  /// How many creations may be under way at once. Default 16.
  public var maxConcurrentAttempts: Int
  /// How many updates may be under way at once. Default 4.
  public var maxConcurrentUpdates: Int
  /// How long Stripe's time may be carried on by the boot clock before it is asked again.
  /// Default 10 min.
  public var stripeTimeFreshness: Duration
  /// Failures in a row, without one answer between them, that open the circuit. Default 5.
  public var circuitThreshold: Int
  /// The longest pause between two looks whether Stripe is back. Default 15 s.
  public var circuitMaxPause: Duration
  /// How long a worker rests when the ledger names nothing sooner; what happens wakes it.
  /// Default 5 s.
  public var idlePause: Duration
  /// How often it is looked whether a spent key can be followed up. Default 5 s.
  public var reconcilePause: Duration
  /// How long a creation may stay unanswered for a caller of `READY` before the answer is
  /// `PENDING`, ahead of the caller's own deadline. Default 50 ms.
  public var answerMargin: Duration

  /// The design's defaults in a namespace.
  public init(namespace: LedgerNamespace) {
    self.namespace = namespace
    attempt = AttemptPolicy()
    retry = RetryRule()
    guestEmailMatchesRegistered = true
    adoptsGuestEmail = true
    adoptsVerifiedEmail = false
    recreatesDeleted = true
    maxConcurrentAttempts = 16
    maxConcurrentUpdates = 4
    stripeTimeFreshness = .seconds(600)
    circuitThreshold = 5
    circuitMaxPause = .seconds(15)
    idlePause = .seconds(5)
    reconcilePause = .seconds(5)
    answerMargin = .milliseconds(50)
  }
}
