/// Delivers a stream of sign-ups, and the spool whenever the daemon is there again.
///
/// Fits the `run()` of a service: end the sequence, or cancel the task, to stop it.
public struct AuthBillingService: Sendable {
  private let client: AuthBillingClient
  private let replayInterval: Duration

  /// Makes a service.
  ///
  /// - Parameters:
  ///   - client: delivers the events.
  ///   - replayInterval: how often a spool that is not empty is tried again.
  public init(client: AuthBillingClient, replayInterval: Duration = .seconds(5)) {
    self.client = client
    self.replayInterval = replayInterval
  }

  /// Delivers one event after the other until the sequence ends.
  ///
  /// Outcomes are in the client's log and counts.
  public func run(over events: some AsyncSequence<UserSignedUp, Never>) async {
    await withDiscardingTaskGroup { group in
      group.addTask { await replayUntilCancelled() }
      for await event in events { _ = await client.userSignedUp(event) }
      group.cancelAll()
    }
  }

  private func replayUntilCancelled() async {
    while !Task.isCancelled {
      await client.replay()
      // Cancelled: the loop ends.
      try? await client.clock.sleep(for: replayInterval)
    }
  }
}
