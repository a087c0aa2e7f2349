import StripeSandbox
import Testing

@Suite("the core as a value")
struct ReplayTests {
  @Test("the same seed and the same requests give the same answers, another seed others")
  func determinism() {
    func run(seed: UInt64) -> [String] {
      var rules = SandboxRules()
      rules.seed = seed
      let bench = Bench(rules)
      return [bench.post("/v1/customers", "name=A").body, bench.get("/v1/events").body]
    }
    #expect(run(seed: 7) == run(seed: 7))
    #expect(run(seed: 7) != run(seed: 8))
  }

  @Test("a core that replays the journal is where the first one was")
  func replay() {
    let bench = Bench(keepsJournal: true)
    let kept = bench.create("email=a@b.ch&metadata[user_id]=u1", key: "k")
    let gone = bench.create("name=B")
    bench.post("/v1/customers/\(kept)", "name=C")
    bench.post("/v1/payment_intents", "amount=5&currency=chf&customer=\(kept)")
    bench.delete("/v1/customers/\(gone)")
    bench.advance(hours: 2)
    let second = Bench()
    second.core = SandboxCore(replaying: bench.core.takeJournal())
    #expect(second.core.customers(.test) == bench.core.customers(.test))
    #expect(second.core.events(.test) == bench.core.events(.test))
    #expect(second.core.paymentIntents(.test) == bench.core.paymentIntents(.test))
    #expect(second.core.now(bench.wall) == bench.core.now(bench.wall))
    #expect(second.create("email=a@b.ch&metadata[user_id]=u1", key: "k") == kept)
    let fresh = second.create()
    #expect(fresh != kept && fresh != gone)
  }

  @Test("forgotten keys stay forgotten after a replay")
  func forgotten() {
    let bench = Bench(keepsJournal: true)
    let first = bench.create("", key: "k")
    bench.advance(hours: 25)
    bench.advance(hours: -25)
    bench.core = SandboxCore(replaying: bench.core.takeJournal())
    #expect(bench.create("", key: "k") != first)
  }

  @Test("ten thousand customers are made and paged within the keys' and lists' bounds")
  func many() {
    let bench = Bench()
    for number in 0..<10_000 { _ = bench.create("metadata[user_id]=u\(number)", key: "k\(number)") }
    var met = Set<String>()
    var last = ""
    repeat {
      let page = bench.get(
        "/v1/customers?limit=100" + (last.isEmpty ? "" : "&starting_after=\(last)"))
      met.formUnion(page.column("id"))
      last = page.flag("has_more") == true ? page.column("id").last ?? "" : ""
    } while !last.isEmpty
    #expect(met.count == 10_000)
  }
}
