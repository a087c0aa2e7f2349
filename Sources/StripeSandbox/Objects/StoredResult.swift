/// The first result of an idempotency key, kept to be replayed.
struct StoredResult: Sendable, Codable, Equatable {
  let key: ExactString
  /// A digest of the method, the path and the parameters.
  let fingerprint: UInt64
  let status: Int
  let body: String
  /// The request that was executed.
  let requestID: String
  let storedAt: SandboxInstant
}
