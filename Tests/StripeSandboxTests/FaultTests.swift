import StripeSandbox
import Testing

@Suite("faults")
struct FaultTests {
  private let bench = Bench()

  private func strike(_ fault: SandboxFault, key: String? = "k") -> SandboxReply {
    bench.core.inject(FaultScript(fault, method: "POST", path: "/v1/customers"))
    return bench.reply("POST", "/v1/customers", "email=a@b.ch", key: key)
  }

  private var made: Int { bench.core.customers(.test).count }

  @Test(
    "a lost reply was executed or not, and the key tells on the next try",
    arguments: [
      (SandboxFault.replyLostBeforeExecution, SandboxReply.Delivery.closed, 0),
      (.replyLostAfterExecution, .closed, 1), (.reset(executed: false), .reset, 0),
      (.reset(executed: true), .reset, 1), (.truncated, .truncated, 1), (.endless, .endless, 1),
      (.garbage, .whole, 1), (.oversized(bytes: 2000), .whole, 1),
      (.gateway(status: 502, executed: false), .whole, 0),
      (.gateway(status: 503, executed: true), .whole, 1), (.wrongObject, .whole, 1),
      (.foreignCustomer, .whole, 1), (.redirect(location: "http://x/"), .whole, 0),
      (.refused(status: 402, code: nil), .whole, 0), (.keyInUse, .whole, 0),
      (.rateLimited(reason: .globalRate), .whole, 0), (.slow(milliseconds: 0), .whole, 1),
    ])
  func execution(_ fault: SandboxFault, _ delivery: SandboxReply.Delivery, _ count: Int) {
    let reply = strike(fault)
    if let hold = reply.hold { bench.core.release(hold) }
    #expect(reply.delivery == delivery)
    #expect(made == count && bench.core.stats.faults == 1)
    let again = bench.post("/v1/customers", "email=a@b.ch", key: "k")
    #expect(again.status == 200 && made == 1)
    #expect((again.header("Idempotent-Replayed") == "true") == (count == 1))
  }

  @Test("a request whose socket is gone is executed when the clock moves, its key busy till then")
  func later() {
    #expect(strike(.executeLater).delivery == .closed)
    #expect(made == 0 && bench.core.stats.deferred == 1)
    let busy = bench.post("/v1/customers", "email=a@b.ch", key: "k")
    #expect(busy.status == 409 && busy.text("error", "code") == "idempotency_key_in_use")
    bench.advance(hours: 1)
    #expect(made == 1 && bench.core.customers(.test)[0].created == 1_700_003_600)
    #expect(bench.post("/v1/customers", "email=a@b.ch", key: "k").status == 200)
    #expect(made == 1)
  }

  @Test("a request put off can also be executed on demand, as the second of two")
  func onDemand() {
    _ = strike(.executeLater, key: nil)
    _ = bench.create("email=a@b.ch")
    bench.core.runDeferred(at: bench.wall)
    bench.core.runDeferred(at: bench.wall)
    #expect(made == 2)
  }

  @Test("a slow answer keeps its key in flight until it is out")
  func slow() throws {
    let reply = strike(.slow(milliseconds: 1500))
    #expect(reply.delay == .milliseconds(1500) && reply.response.status == 200)
    #expect(bench.post("/v1/customers", "email=a@b.ch", key: "k").status == 409)
    bench.core.release(try #require(reply.hold))
    #expect(bench.post("/v1/customers", "email=a@b.ch", key: "k").status == 200)
    #expect(made == 1)
  }

  @Test("a 500 is stored under its key, whether the customer was made or not", arguments: [0, 1])
  func serverError(_ count: Int) {
    let first = Answer(strike(.serverError(executed: count == 1)).response)
    #expect(first.status == 500 && first.text("error", "type") == "api_error" && made == count)
    let again = bench.post("/v1/customers", "email=a@b.ch", key: "k")
    #expect(again.status == 500 && again.body == first.body && made == count)
    #expect(again.header("Idempotent-Replayed") == "true")
    #expect(bench.core.stats.customersCreated == count)
    bench.advance(hours: 24)
    #expect(bench.post("/v1/customers", "email=a@b.ch", key: "k").status == 200)
    #expect(made == count + 1)
  }

  @Test("each 429 says its reason, except the lock timeout", arguments: RateLimitReason.allCases)
  func rateLimited(_ reason: RateLimitReason) {
    let answer = Answer(strike(.rateLimited(reason: reason)).response)
    #expect(answer.status == 429 && answer.text("error", "type") == "invalid_request_error")
    let isLock = reason == .lockTimeout
    #expect(answer.header("Stripe-Rate-Limited-Reason") == (isLock ? nil : reason.rawValue))
    #expect(answer.text("error", "code") == (isLock ? "lock_timeout" : "rate_limit"))
  }

  @Test("wrong answers are wrong in their own way")
  func wrongAnswers() {
    #expect(Answer(strike(.wrongObject).response).text("object") == "charge")
    let foreign = Answer(strike(.foreignCustomer, key: "f").response)
    #expect(foreign.text("metadata", "user_id") == "somebody-else")
    #expect(bench.get("/v1/customers/\(foreign.text("id") ?? "")").status == 404)
    let moved = Answer(strike(.redirect(location: "http://x/"), key: "r").response)
    #expect(moved.status == 307 && moved.header("Location") == "http://x/")
    #expect(Answer(strike(.garbage, key: "g").response).text("id") == nil)
  }

  @Test("a script strikes its method and path, after as many as it skips, as often as it counts")
  func scripts() {
    bench.core.inject(
      FaultScript(.keyInUse, method: "POST", path: "/v1/customers/*", skip: 1, count: 2))
    #expect(bench.create() != "none")
    let id = bench.create()
    let statuses = (0..<4).map { _ in bench.post("/v1/customers/\(id)", "name=A").status }
    #expect(statuses == [200, 409, 409, 200])
  }

  @Test("a script may add headers, and scripts can be taken back")
  func headersAndClearing() {
    bench.core.inject(
      FaultScript(.refused(status: 500, code: nil), headers: ["Stripe-Should-Retry": "true"]))
    #expect(bench.get("/v1/account").header("Stripe-Should-Retry") == "true")
    bench.core.inject(FaultScript(.keyInUse))
    bench.core.clearFaults()
    #expect(bench.get("/v1/account").status == 200)
  }

  @Test("a sandbox that is down answers nobody and executes nothing")
  func down() {
    bench.core.isDown = true
    #expect(bench.reply("POST", "/v1/customers").delivery == .closed)
    bench.core.isDown = false
    #expect(made == 0 && bench.get("/v1/customers").status == 200)
  }

  @Test("customers are made, edited and deleted behind our back, with events of nobody's key")
  func dashboard() {
    let planted = bench.core.plantCustomer(
      email: "a@b.ch", metadata: ["user_id": "u"], at: bench.wall)
    #expect(bench.get("/v1/customers?email=a%40b.ch").column("id") == [planted.id])
    let edits = ["cus_x", planted.id].map {
      bench.core.editMetadata($0, ["user_id": "", "x": "y"], at: bench.wall)
    }
    #expect(edits == [false, true])
    #expect(bench.core.customers(.test)[0].metadata == ["x": "y"])
    let deletions = (0..<2).map { _ in bench.core.deleteCustomer(planted.id, at: bench.wall) }
    #expect(deletions == [true, false])
    #expect(bench.core.events(.test).map(\.type).last == "customer.deleted")
    #expect(bench.core.events(.test).allSatisfy { $0.idempotencyKey == nil })
  }
}
