extension CustomerEngine {
  /// Calls to Stripe since the start, by endpoint and outcome; the account's own question aside.
  public var stripeCalls: [StripeCallCount] { gate.callCounts }

  /// Creations that are under way now.
  public var attemptsUnderWay: Int { attempts.busyCount }

  /// Updates that are under way now.
  public var updatesUnderWay: Int { updates.busyCount }
}
