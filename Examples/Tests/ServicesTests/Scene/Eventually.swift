import Testing

/// Waits until there is an answer, and fails by name when there is none within the bound.
@discardableResult
func eventually<Value>(
  _ what: String, within limit: Duration = .seconds(30),
  sourceLocation: SourceLocation = #_sourceLocation, _ look: () async throws -> Value?
) async throws -> Value {
  let clock = ContinuousClock()
  let end = clock.now + limit
  while clock.now < end {
    if let found = try await look() { return found }
    try await Task.sleep(for: .milliseconds(20))
  }
  Issue.record("never happened: \(what)", sourceLocation: sourceLocation)
  throw NeverHappened(what: what)
}

/// A condition that did not come about in time.
struct NeverHappened: Error {
  let what: String
}
