import StripeSandbox
import Testing

@Suite("control requests")
struct ControlTests {
  private let bench = Bench()

  @Test("the clock is read and moved, forth and back")
  func clock() {
    #expect(bench.control("GET", "clock").integer("now") == 1_700_000_000)
    #expect(bench.control("POST", "clock", "{\"advance\":90000}").integer("now") == 1_700_090_000)
    #expect(bench.control("POST", "clock", "{\"advance\":-1}").integer("now") == 1_700_089_999)
    #expect(bench.control("POST", "clock", "{\"advance\":1e300}").status == 400)
  }

  @Test("faults are scripted in JSON as documented, and taken back")
  func faults() {
    let script = "{\"method\":\"POST\",\"path\":\"/v1/customers\",\"count\":2,\"fault\":"
    let kinds = [
      "{\"replyLostAfterExecution\":{}}", "{\"slow\":{\"milliseconds\":5}}",
      "{\"serverError\":{\"executed\":true}}", "{\"rateLimited\":{\"reason\":\"global-rate\"}}",
      "{\"refused\":{\"status\":403}}", "{\"gateway\":{\"status\":502,\"executed\":false}}",
    ]
    for kind in kinds {
      #expect(bench.control("POST", "faults", script + kind + "}").status == 200)
    }
    #expect(bench.reply("POST", "/v1/customers").delivery == .closed)
    #expect(bench.core.customers(.test).count == 1)
    #expect(bench.control("DELETE", "faults").status == 200)
    #expect(bench.post("/v1/customers").status == 200)
    #expect(bench.control("POST", "faults", "{\"fault\":{\"flood\":{}}}").status == 400)
  }

  @Test("down closes every door but the control requests'")
  func down() {
    #expect(bench.control("POST", "down", "{\"down\":true}").status == 200)
    #expect(bench.reply("GET", "/v1/account").delivery == .closed)
    #expect(bench.control("POST", "down", "{\"down\":false}").status == 200)
    #expect(bench.get("/v1/account").status == 200)
  }

  @Test("customers are planted, edited, deleted and listed")
  func customers() {
    let body = "{\"email\":\"a@b.ch\",\"metadata\":{\"user_id\":\"u\"},\"livemode\":true}"
    let id = bench.control("POST", "customers", body).text("id") ?? ""
    #expect(bench.control("POST", "customers/\(id)/metadata", "{\"k\":\"v\"}").status == 200)
    #expect(bench.control("POST", "customers/\(id)/delete").status == 200)
    #expect(bench.control("POST", "customers/\(id)/delete").status == 404)
    let listed = bench.control("GET", "customers?mode=live").body
    #expect(listed.contains(id) && listed.contains("\"deleted\":true"))
    #expect(bench.control("GET", "customers").body == "[]")
  }

  @Test("keys are forgotten, lag, limits and account are set, requests put off are run")
  func settings() {
    let first = bench.create("", key: "k")
    #expect(bench.control("POST", "keys/forget").status == 200)
    #expect(bench.create("", key: "k") != first)
    #expect(bench.control("POST", "search", "{\"lagSeconds\":3600}").status == 200)
    #expect(bench.core.rules.searchLag == .seconds(3600))
    #expect(bench.control("POST", "limits", "{\"on\":true}").status == 200)
    #expect(bench.core.rules.rateLimits == SandboxRateLimits())
    #expect(bench.control("POST", "account", "{\"id\":\"acct_2\"}").status == 200)
    #expect(bench.get("/v1/account").text("id") == "acct_2")
    bench.core.inject(FaultScript(.executeLater))
    bench.post("/v1/customers")
    #expect(bench.control("POST", "deferred/run").status == 200)
    #expect(bench.core.customers(.test).count == 3)
  }

  @Test("statistics count requests by endpoint, and customers made")
  func stats() {
    let id = bench.create("", key: "k")
    _ = bench.create("", key: "k")
    bench.get("/v1/customers/\(id)")
    let stats = bench.control("GET", "stats")
    #expect(stats.integer("requests", "POST /v1/customers") == 2)
    #expect(stats.integer("requests", "GET /v1/customers/ID") == 1)
    #expect(stats.integer("customersCreated") == 1 && stats.integer("replayed") == 1)
    #expect(bench.core.stats["POST /v1/customers"] == 2)
  }

  @Test("what is not a control request is refused, and so is a web page")
  func refusals() {
    #expect(bench.control("GET", "nothing").status == 404)
    #expect(bench.control("POST", "nothing").status == 404)
    #expect(bench.control("POST", "clock", "nonsense").status == 400)
    let page = bench.reply(
      "POST", "/_sandbox/keys/forget", headers: [SandboxHeader("Origin", "http://evil")])
    #expect(page.response.status == 403)
  }
}
