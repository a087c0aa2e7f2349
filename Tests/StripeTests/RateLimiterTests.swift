import CurlHTTP
import Stripe
import Testing

@Suite("What the rate limiter keeps to")
struct RateLimiterTests {
  /// Asks as fast as it is let, late by a given time at each wait, and notes when permits came.
  private static func drain(
    _ limiter: inout RateLimiter, _ endpoint: StripeEndpoint, _ priority: RequestPriority,
    from start: Duration = .zero, for span: Duration, late: Duration = .zero
  ) -> [Duration] {
    var now = start
    var taken: [Duration] = []
    while now < start + span {
      let wait = limiter.take(endpoint, priority: priority, now: now)
      if wait == .zero { taken.append(now) } else { now += wait + late }
    }
    return taken
  }

  @Test("No second sees more than the rate and the store, however hard one asks")
  func keepsRate() {
    var limiter = RateLimiter(limits: .stripe(.live), now: .zero)
    let taken = Self.drain(&limiter, .createCustomer, .foreground, for: .seconds(20))
    for (index, start) in taken.enumerated() {
      let second = taken[index...].prefix { $0 < start + .seconds(1) }
      #expect(second.count <= 25 + 4)
    }
    #expect(taken.count <= 25 * 20 + 4)
  }

  @Test("A backlog that wakes 20 ms late at every wait still gets 98 % of the rate")
  func servesBacklog() {
    var limiter = RateLimiter(limits: .stripe(.live), now: .zero)
    let taken = Self.drain(
      &limiter, .createCustomer, .backlog, for: .seconds(60), late: .milliseconds(20))
    #expect(taken.count >= 25 * 60 * 98 / 100)
  }

  @Test("The backlog leaves a permit that the foreground gets at once")
  func keepsReserve() {
    var limiter = RateLimiter(limits: .stripe(.live), now: .zero)
    for second in 0..<30 {
      let start = Duration.seconds(second)
      _ = Self.drain(&limiter, .createCustomer, .backlog, from: start, for: .milliseconds(700))
      let now = start + .milliseconds(700)
      #expect(limiter.take(.createCustomer, priority: .foreground, now: now) == .zero)
    }
  }

  @Test("The limit of all requests holds across endpoints, and one endpoint leaves room for others")
  func sharesGlobal() {
    var limiter = RateLimiter(limits: .stripe(.test), now: .zero)
    var taken = 0
    for step in 0..<10_000 {
      let now = Duration.milliseconds(step)
      for endpoint in StripeEndpoint.allCases
      where limiter.take(endpoint, priority: .foreground, now: now) == .zero {
        taken += 1
      }
    }
    #expect((240...254).contains(taken))
    var live = RateLimiter(limits: .stripe(.live), now: .zero)
    _ = Self.drain(&live, .createCustomer, .foreground, for: .seconds(1))
    #expect(live.take(.listCustomers, priority: .foreground, now: .seconds(1)) == .zero)
  }

  @Test("Search has its lower limit")
  func limitsSearch() {
    var limiter = RateLimiter(limits: .stripe(.live), now: .zero)
    let taken = Self.drain(&limiter, .searchCustomers, .foreground, for: .seconds(10))
    #expect((196...204).contains(taken.count))
  }

  @Test("After a 429 nothing goes for the time asked, then less, then all again")
  func recovers() {
    var limiter = RateLimiter(limits: .stripe(.live), now: .zero)
    limiter.slowDown(
      .createCustomer, after: .rateLimited(.endpointRate), retryAfter: .seconds(3), now: .zero)
    #expect(
      limiter.take(.createCustomer, priority: .foreground, now: .seconds(1)) == .seconds(2))
    #expect(limiter.take(.listCustomers, priority: .foreground, now: .seconds(1)) == .zero)
    let slow = Self.drain(
      &limiter, .createCustomer, .backlog, from: .seconds(3), for: .seconds(2))
    #expect((20...42).contains(slow.count))
    let full = Self.drain(
      &limiter, .createCustomer, .backlog, from: .seconds(30), for: .seconds(10))
    #expect(full.count >= 245)
  }

  @Test("A limit on all requests slows every endpoint")
  func slowsAll() {
    var limiter = RateLimiter(limits: .stripe(.live), now: .zero)
    limiter.slowDown(
      .createCustomer, after: .rateLimited(.globalRate), retryAfter: nil, now: .zero)
    for endpoint in StripeEndpoint.allCases {
      #expect(limiter.take(endpoint, priority: .foreground, now: .zero) > .zero)
    }
  }

  @Test("A bunch of 429s counts once, and however many come, some requests still go")
  func neverStarves() {
    var bunch = RateLimiter(limits: .stripe(.live), now: .zero)
    for _ in 0..<50 {
      bunch.slowDown(
        .createCustomer, after: .rateLimited(.endpointRate), retryAfter: .zero, now: .zero)
    }
    let halved = Self.drain(&bunch, .createCustomer, .foreground, for: .seconds(1))
    #expect(halved.count >= 12)
    var limiter = RateLimiter(limits: .stripe(.live), now: .zero)
    for second in 0..<60 {
      limiter.slowDown(
        .createCustomer, after: .rateLimited(.endpointRate), retryAfter: .zero,
        now: .seconds(second))
    }
    let taken = Self.drain(
      &limiter, .createCustomer, .foreground, from: .seconds(60), for: .seconds(10))
    #expect(taken.count >= 20)
  }

  @Test("No connection slows nothing, and a busy object only a little")
  func tellsReasonsApart() {
    var limiter = RateLimiter(limits: .stripe(.live), now: .zero)
    limiter.slowDown(
      .createCustomer, after: .noConnection(.cannotConnect), retryAfter: .seconds(60), now: .zero)
    #expect(limiter.take(.createCustomer, priority: .backlog, now: .zero) == .zero)
    limiter.slowDown(.updateCustomer, after: .lockTimeout, retryAfter: nil, now: .zero)
    #expect(limiter.take(.updateCustomer, priority: .foreground, now: .zero) == .zero)
    let taken = Self.drain(&limiter, .updateCustomer, .foreground, for: .seconds(4))
    #expect(taken.count >= 88)
  }

  @Test("Time that goes back changes nothing")
  func toleratesTimeGoingBack() {
    var limiter = RateLimiter(limits: .stripe(.live), now: .seconds(100))
    _ = Self.drain(&limiter, .createCustomer, .foreground, from: .seconds(100), for: .seconds(1))
    let wait = limiter.take(.createCustomer, priority: .foreground, now: .zero)
    #expect(wait >= .zero)
    #expect(wait <= .milliseconds(41))
  }
}
