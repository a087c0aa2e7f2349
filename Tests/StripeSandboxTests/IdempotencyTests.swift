import StripeSandbox
import Testing

@Suite("idempotency keys")
struct IdempotencyTests {
  private let bench = Bench()

  @Test("the same key with the same parameters replays the first answer and makes nothing")
  func replay() {
    let first = bench.post("/v1/customers", "email=a@b.ch&name=A", key: "k")
    let second = bench.post("/v1/customers", "name=A&email=a@b.ch", key: "k")
    #expect(first.status == 200 && second.status == 200)
    #expect(first.body == second.body)
    #expect(first.header("Idempotent-Replayed") == nil)
    #expect(second.header("Idempotent-Replayed") == "true")
    #expect(second.header("Original-Request") == first.header("Request-Id"))
    #expect(bench.core.customers(.test).count == 1)
    #expect(bench.core.stats.customersCreated == 1 && bench.core.stats.replayed == 1)
  }

  @Test("without a key, every POST makes a customer, equal or not")
  func keyless() {
    _ = bench.create("email=a@b.ch")
    _ = bench.create("email=a@b.ch")
    #expect(bench.core.customers(.test).count == 2)
  }

  @Test(
    "the same key with other parameters, or on another path, is an idempotency_error",
    arguments: [
      ("/v1/customers", "email=x@b.ch"), ("/v1/customers", "email=a@b.ch&name=A"),
      ("/v1/customers", "metadata[a]=b"), ("/v1/payment_intents", "email=a@b.ch"),
    ])
  func reuse(_ path: String, _ form: String) {
    bench.post("/v1/customers", "email=a@b.ch", key: "k")
    let other = bench.post(path, form, key: "k")
    #expect(other.status == 400)
    #expect(other.text("error", "type") == "idempotency_error")
    #expect(bench.core.customers(.test).count == 1)
    #expect(bench.post("/v1/customers", "email=a@b.ch", key: "k").status == 200)
  }

  @Test("a key is remembered for 24 hours to the second, then it makes another customer")
  func lifetime() {
    let first = bench.create("email=a@b.ch", key: "k")
    bench.core.advanceClock(by: .seconds(24 * 3600 - 1), at: bench.wall)
    #expect(bench.create("email=a@b.ch", key: "k") == first)
    bench.core.advanceClock(by: .seconds(1), at: bench.wall)
    let again = bench.post("/v1/customers", "email=a@b.ch", key: "k")
    #expect(again.header("Idempotent-Replayed") == nil)
    #expect(again.text("id") != first)
    #expect(bench.core.customers(.test).count == 2)
  }

  @Test("a key also ages when only the base clock moves, and stays forgotten when it moves back")
  func forgottenForGood() {
    let first = bench.create("", key: "k")
    bench.advance(hours: 25)
    bench.advance(hours: -30)
    #expect(bench.create("", key: "k") != first)
    let other = bench.create("", key: "l")
    bench.wall = bench.wall + .seconds(25 * 3600)
    #expect(bench.create("", key: "l") != other)
  }

  @Test("each key has its own 24 hours, even when the clock went back between two of them")
  func ownAge() {
    bench.advance(hours: 30)
    let late = bench.create("", key: "late")
    bench.advance(hours: -30)
    let early = bench.create("", key: "early")
    bench.wall = bench.wall + .seconds(24 * 3600 - 1)
    #expect(bench.create("", key: "early") == early)
    bench.wall = bench.wall + .seconds(1)
    #expect(bench.create("", key: "early") != early)
    #expect(bench.create("", key: "late") == late)
  }

  @Test("keys can be forgotten at once")
  func forget() {
    let first = bench.create("", key: "k")
    bench.core.forgetKeys()
    #expect(bench.create("", key: "k") != first)
  }

  @Test("what is refused before execution is not stored")
  func refusalsAreNotStored() {
    #expect(bench.post("/v1/customers", "email=nonsense", key: "k").status == 400)
    #expect(bench.post("/v1/customers", "", key: "k", secret: "nonsense").status == 401)
    bench.core.inject(FaultScript(.rateLimited(reason: .endpointRate)))
    #expect(bench.post("/v1/customers", "", key: "k").status == 429)
    bench.core.inject(FaultScript(.keyInUse))
    #expect(bench.post("/v1/customers", "", key: "k").status == 409)
    #expect(bench.post("/v1/customers/cus_none", "", key: "k").status == 404)
    #expect(bench.core.customers(.test).isEmpty)
    #expect(bench.post("/v1/customers", "name=B", key: "k").header("Idempotent-Replayed") == nil)
    #expect(bench.core.customers(.test).count == 1)
  }

  @Test("keys of one mode mean nothing in the other")
  func scope() {
    let test = bench.post("/v1/customers", "", key: "k").text("id")
    let live = bench.post("/v1/customers", "", key: "k", secret: "rk_live_1")
    #expect(live.flag("livemode") == true && live.text("id") != test)
  }

  @Test("a key may have 255 characters and no more", arguments: [(0, 400), (255, 200), (256, 400)])
  func length(_ count: Int, _ status: Int) {
    let key = String(repeating: "k", count: count)
    #expect(bench.post("/v1/customers", "", key: key).status == status)
  }

  @Test("an update is replayed too, and does not undo what came after it")
  func updates() {
    let id = bench.create("name=A")
    bench.post("/v1/customers/\(id)", "name=B", key: "k")
    bench.post("/v1/customers/\(id)", "name=C")
    #expect(bench.post("/v1/customers/\(id)", "name=B", key: "k").text("name") == "B")
    #expect(bench.get("/v1/customers/\(id)").text("name") == "C")
  }

  @Test("a replay gives the customer as it was, even when it was deleted since")
  func replayOfDeleted() {
    let id = bench.create("", key: "k")
    bench.delete("/v1/customers/\(id)")
    let replayed = bench.post("/v1/customers", "", key: "k")
    #expect(replayed.text("id") == id && replayed.flag("deleted") == nil)
  }
}
