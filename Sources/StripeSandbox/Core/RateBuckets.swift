/// Token buckets on the sandbox's clock, one for each mode and one for each endpoint in it.
struct RateBuckets: Sendable {
  private struct Bucket: Sendable {
    /// Thousandths of a request that may still pass.
    var level: Int64
    var at: SandboxInstant
  }

  private var buckets: [String: Bucket] = [:]

  /// Takes one request out of both of its buckets; refused requests take nothing.
  mutating func admit(
    _ endpoint: Endpoint, mode: SandboxMode, limits: SandboxRateLimits, now: SandboxInstant
  ) throws(Refusal) {
    let all = mode.rawValue
    let one = all + " " + endpoint.name
    let rate = endpoint == .searchCustomers ? limits.search : limits.endpoint
    refill(all, rate: mode == .live ? limits.live : limits.test, now: now)
    refill(one, rate: rate, now: now)
    if level(all) < 1000 { throw .tooMany(.globalRate) }
    if level(one) < 1000 { throw .tooMany(.endpointRate) }
    buckets[all]?.level -= 1000
    buckets[one]?.level -= 1000
  }

  private func level(_ name: String) -> Int64 { buckets[name]?.level ?? 0 }

  private mutating func refill(_ name: String, rate: Int, now: SandboxInstant) {
    let full = Int64(rate) * 1000
    guard let bucket = buckets[name], bucket.at <= now else {
      buckets[name] = Bucket(level: full, at: now)
      return
    }
    let elapsed = min(now.milliseconds - bucket.at.milliseconds, 1000)
    buckets[name] = Bucket(level: min(full, bucket.level + elapsed * Int64(rate)), at: now)
  }
}
