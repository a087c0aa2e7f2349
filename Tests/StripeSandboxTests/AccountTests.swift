import StripeSandbox
import Testing

@Suite("keys, headers, limits, events and payments")
struct AccountTests {
  private let bench = Bench()

  @Test("only secret and restricted keys are let in, and their prefix gives the mode")
  func keys() {
    for bad in [nil, "", "sk_test_", "pk_test_1", "whsec_1", "sk_prod_1"] {
      let answer = bench.get("/v1/account", secret: bad)
      #expect(answer.status == 401 && answer.text("error", "type") == "invalid_request_error")
    }
    for (key, isLive) in [("sk_test_1", false), ("rk_test_1", false), ("rk_live_1", true)] {
      #expect(bench.post("/v1/customers", "", secret: key).flag("livemode") == isLive)
    }
  }

  @Test("the account has an id; restricted keys may be kept from reading it")
  func account() {
    #expect(bench.get("/v1/account").text("id") == "acct_sandbox0000001")
    var rules = SandboxRules()
    rules.restrictedKeysReadAccount = false
    let strict = Bench(rules)
    #expect(strict.get("/v1/account", secret: "rk_test_1").status == 403)
    #expect(strict.get("/v1/account").status == 200)
    strict.core.setAccountID("acct_other")
    #expect(strict.get("/v1/account").text("id") == "acct_other")
  }

  @Test("Date shows the sandbox's own clock, and the pinned version comes back")
  func headers() {
    let version = SandboxHeader("Stripe-Version", "2024-06-20")
    let answer = Answer(bench.reply("GET", "/v1/account", headers: [version]).response)
    #expect(answer.header("Date") == "Tue, 14 Nov 2023 22:13:20 GMT")
    #expect(answer.header("Stripe-Version") == "2024-06-20")
    #expect(answer.header("Request-Id")?.hasPrefix("req_") == true)
    bench.advance(hours: 25)
    #expect(bench.get("/v1/none").header("Date") == "Wed, 15 Nov 2023 23:13:20 GMT")
    bench.core.advanceClock(by: .seconds(-1_700_090_000 + 951_782_400), at: bench.wall)
    #expect(bench.get("/v1/account").header("Date") == "Tue, 29 Feb 2000 00:00:00 GMT")
    #expect(bench.get("/v1/none").status == 404)
  }

  @Test("rate limits are off, and when on allow 25 a second to an endpoint and say why not")
  func endpointLimit() {
    for _ in 0..<30 { #expect(bench.get("/v1/customers").status == 200) }
    bench.core.setRateLimits(SandboxRateLimits())
    let statuses = (0..<26).map { _ in bench.get("/v1/customers", secret: "sk_live_1").status }
    #expect(statuses == Array(repeating: 200, count: 25) + [429])
    let refused = bench.get("/v1/customers", secret: "sk_live_1")
    #expect(refused.header("Stripe-Rate-Limited-Reason") == "endpoint-rate")
    #expect(refused.text("error", "code") == "rate_limit")
    #expect(bench.get("/v1/events", secret: "sk_live_1").status == 200)
    bench.wall = bench.wall + .milliseconds(40)
    #expect(bench.get("/v1/customers", secret: "sk_live_1").status == 200)
    #expect(bench.get("/v1/customers", secret: "sk_live_1").status == 429)
  }

  @Test("the limit of a mode counts all endpoints, search has its own")
  func globalLimit() {
    bench.core.setRateLimits(SandboxRateLimits())
    for _ in 0..<20 { bench.get("/v1/customers") }
    for _ in 0..<5 { bench.get("/v1/events") }
    let refused = bench.get("/v1/account")
    #expect(refused.header("Stripe-Rate-Limited-Reason") == "global-rate")
    let search = "/v1/customers/search?query=email:'a'"
    let statuses = (0..<21).map { _ in bench.get(search, secret: "sk_live_1").status }
    #expect(statuses == Array(repeating: 200, count: 20) + [429])
  }

  @Test("events tell what happened and by which idempotency key, for 30 days")
  func events() {
    let id = bench.create("name=A", key: "k")
    bench.wall = bench.wall + .seconds(1)
    bench.post("/v1/customers/\(id)", "name=B")
    bench.delete("/v1/customers/\(id)")
    let all = bench.get("/v1/events")
    #expect(all.column("type") == ["customer.deleted", "customer.updated", "customer.created"])
    let created = bench.get("/v1/events?type=customer.created&created[lte]=1700000000")
    #expect(created.column("type") == ["customer.created"])
    #expect(created.body.contains("\"idempotency_key\":\"k\"") && created.body.contains(id))
    let first = all.column("id")[0]
    let rest = bench.get("/v1/events?starting_after=\(first)&limit=1")
    #expect(rest.column("type") == ["customer.updated"] && rest.flag("has_more") == true)
    #expect(bench.get("/v1/events/\(first)").text("type") == "customer.deleted")
    bench.advance(hours: 31 * 24)
    #expect(bench.get("/v1/events").column("type") == [])
  }

  @Test("a payment intent needs an amount, a currency and a living customer")
  func paymentIntents() {
    let id = bench.create()
    let made = bench.post(
      "/v1/payment_intents",
      "amount=500&currency=CHF&customer=\(id)&automatic_payment_methods[enabled]=true", key: "p")
    #expect(made.text("customer") == id && made.text("currency") == "chf")
    #expect(made.integer("amount") == 500)
    #expect(made.text("status") == "requires_payment_method")
    let read = bench.get("/v1/payment_intents/\(made.text("id") ?? "")")
    #expect(read.body == made.body)
    #expect(bench.get("/v1/payment_intents?customer=\(id)").column("id").count == 1)
    #expect(bench.post("/v1/payment_intents", "currency=chf").text("error", "param") == "amount")
    bench.delete("/v1/customers/\(id)")
    for customer in [id, "cus_x"] {
      let refused = bench.post(
        "/v1/payment_intents", "amount=5&currency=chf&customer=\(customer)")
      #expect(refused.status == 400 && refused.text("error", "code") == "resource_missing")
      #expect(refused.text("error", "param") == "customer")
    }
    #expect(bench.core.paymentIntents(.test).count == 1)
  }
}
