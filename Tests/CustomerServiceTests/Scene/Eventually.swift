import Testing

/// Waits until a condition holds, and fails by name when it does not within the bound.
func eventually(
  _ what: String, within limit: Duration = .seconds(20),
  sourceLocation: SourceLocation = #_sourceLocation, _ condition: () async throws -> Bool
) async throws {
  let clock = ContinuousClock()
  let end = clock.now + limit
  while clock.now < end {
    if try await condition() { return }
    try await Task.sleep(for: .milliseconds(5))
  }
  Issue.record("never happened: \(what)", sourceLocation: sourceLocation)
  throw NeverHappened(what: what)
}

/// A condition that did not come about in time.
struct NeverHappened: Error {
  let what: String
}
