/// Why an idempotency key can bring no further answer.
public enum KeySpentCause: Sendable, Hashable {
  /// A server error was saved under the key and is replayed.
  case replayedServerError(status: Int)
  /// The key was used with other parameters (400 `idempotency_error`).
  case otherParameters
  /// A server error that Stripe says will not change (`Stripe-Should-Retry: false`).
  case finalServerError(status: Int)
}
