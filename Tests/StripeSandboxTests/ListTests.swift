import StripeSandbox
import Testing

@Suite("lists")
struct ListTests {
  private let bench = Bench()

  /// Makes customers a second apart and gives their ids, newest first.
  private func make(_ count: Int) -> [String] {
    var ids: [String] = []
    for _ in 0..<count {
      ids.insert(bench.create(), at: 0)
      bench.wall = bench.wall + .seconds(1)
    }
    return ids
  }

  @Test("a list is newest first, 10 by default, 1 to 100 on demand")
  func limit() {
    let ids = make(12)
    let page = bench.get("/v1/customers")
    #expect(page.column("id") == Array(ids.prefix(10)) && page.flag("has_more") == true)
    #expect(page.text("object") == "list" && page.text("url") == "/v1/customers")
    let all = bench.get("/v1/customers?limit=12")
    #expect(all.column("id") == ids && all.flag("has_more") == false)
    for bad in ["0", "101", "x", "-1"] {
      let answer = bench.get("/v1/customers?limit=\(bad)")
      #expect(answer.status == 400 && answer.text("error", "param") == "limit")
    }
    #expect(bench.get("/v1/customers?limit=100").status == 200)
  }

  @Test("paging to the end meets every customer once, in both directions")
  func paging() {
    let ids = make(7)
    var met: [String] = []
    var page = bench.get("/v1/customers?limit=3")
    met += page.column("id")
    while page.flag("has_more") == true, met.count < 10 {
      page = bench.get("/v1/customers?limit=3&starting_after=\(met.last ?? "")")
      met += page.column("id")
    }
    #expect(met == ids)
    let back = bench.get("/v1/customers?limit=2&ending_before=\(ids[4])")
    #expect(back.column("id") == [ids[2], ids[3]] && back.flag("has_more") == true)
    let start = bench.get("/v1/customers?limit=2&ending_before=\(ids[2])")
    #expect(start.column("id") == [ids[0], ids[1]] && start.flag("has_more") == false)
  }

  @Test("customers of one second keep the order in which they were made, over pages too")
  func sameSecond() {
    let ids = (0..<5).map { _ in bench.create() }
    let first = bench.get("/v1/customers?limit=2").column("id")
    #expect(first == [ids[4], ids[3]])
    let second = bench.get("/v1/customers?limit=2&starting_after=\(ids[3])").column("id")
    #expect(second == [ids[2], ids[1]])
  }

  @Test(
    "bounds on created are kept, at the edge too",
    arguments: [
      ("gte", 3, [0, 1, 2]), ("gt", 3, [0, 1]), ("lt", 3, [3, 4, 5]), ("lte", 3, [2, 3, 4, 5]),
    ])
  func created(_ bound: String, _ second: Int, _ wanted: [Int]) {
    let ids = make(6)
    let moment = 1_700_000_000 + second
    let page = bench.get("/v1/customers?created[\(bound)]=\(moment)")
    #expect(page.column("id") == wanted.map { ids[$0] })
    #expect(bench.get("/v1/customers?created=\(moment)").column("id") == [ids[2]])
    #expect(bench.get("/v1/customers?created[near]=1").status == 400)
    #expect(bench.get("/v1/customers?created[gt]=soon").text("error", "param") == "created")
  }

  @Test("a bound and a cursor hold together")
  func boundAndCursor() {
    let ids = make(6)
    let page = bench.get(
      "/v1/customers?created[gte]=1700000002&limit=2&starting_after=\(ids[1])")
    #expect(page.column("id") == [ids[2], ids[3]] && page.flag("has_more") == false)
  }

  @Test("email is matched exactly: case counts, and so does the way an accent is composed")
  func email() {
    let id = bench.create("email=Ann%40b.ch")
    #expect(bench.get("/v1/customers?email=Ann%40b.ch").column("id") == [id])
    #expect(bench.get("/v1/customers?email=ann%40b.ch").column("id") == [])
    #expect(bench.get("/v1/customers?email=Ann").column("id") == [])
    let accent = bench.create("email=%C3%A9%40b.ch")
    #expect(bench.get("/v1/customers?email=%C3%A9%40b.ch").column("id") == [accent])
    #expect(bench.get("/v1/customers?email=e%CC%81%40b.ch").column("id") == [])
  }

  @Test("email follows changes at once, and several customers may share one")
  func emailChanges() {
    let first = bench.create("email=a%40b.ch")
    let second = bench.create("email=a%40b.ch")
    #expect(bench.get("/v1/customers?email=a%40b.ch").column("id") == [second, first])
    bench.post("/v1/customers/\(first)", "email=c%40b.ch")
    #expect(bench.get("/v1/customers?email=a%40b.ch").column("id") == [second])
    #expect(bench.get("/v1/customers?email=c%40b.ch").column("id") == [first])
    bench.delete("/v1/customers/\(second)")
    #expect(bench.get("/v1/customers?email=a%40b.ch").column("id") == [])
  }

  @Test("modes do not see each other")
  func modes() {
    _ = bench.create()
    #expect(bench.get("/v1/customers", secret: "sk_live_1").column("id") == [])
    #expect(bench.core.customers(.live).isEmpty)
  }

  @Test("a cursor that names nothing, or two cursors, are refused")
  func cursors() {
    let id = bench.create()
    let unknown = bench.get("/v1/customers?starting_after=cus_x")
    #expect(unknown.status == 400 && unknown.text("error", "param") == "starting_after")
    #expect(bench.get("/v1/customers?starting_after=\(id)&ending_before=\(id)").status == 400)
  }

  @Test("after the clock went back, a newer customer may be listed after an older one")
  func clockBack() {
    let late = bench.create()
    bench.advance(hours: -30)
    let early = bench.create()
    #expect(bench.get("/v1/customers").column("id") == [late, early])
  }
}
