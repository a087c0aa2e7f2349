import StripeSandbox
import Testing

@Suite("search")
struct SearchTests {
  private let bench = Bench()
  private let byUser = "/v1/customers/search?query=metadata%5B'user_id'%5D:'u1'"

  @Test("search does not see a customer until the lag is over, while list does at once")
  func lag() {
    let id = bench.create("metadata[user_id]=u1")
    #expect(bench.get(byUser).column("id") == [])
    #expect(bench.get("/v1/customers").column("id") == [id])
    bench.wall = bench.wall + .seconds(59)
    #expect(bench.get(byUser).column("id") == [])
    bench.wall = bench.wall + .seconds(1)
    let found = bench.get(byUser)
    #expect(found.column("id") == [id] && found.text("object") == "search_result")
  }

  @Test("search shows a deleted customer as if it lived, for the lag or for good")
  func deleted() {
    let id = bench.create("metadata[user_id]=u1")
    bench.advance(hours: 1)
    bench.delete("/v1/customers/\(id)")
    let shown = bench.get(byUser)
    #expect(shown.column("id") == [id] && !shown.body.contains("\"deleted\""))
    bench.advance(hours: 1)
    #expect(bench.get(byUser).column("id") == [])
  }

  @Test("search can be told to keep deleted customers")
  func keepsDeleted() {
    var rules = SandboxRules()
    rules.searchKeepsDeleted = true
    let bench = Bench(rules)
    let id = bench.create("metadata[user_id]=u1")
    bench.delete("/v1/customers/\(id)")
    bench.advance(hours: 48)
    #expect(bench.get(byUser).column("id") == [id])
  }

  @Test("search finds by e-mail without regard to case, joined with AND, page by page")
  func queries() {
    bench.core.setSearchLag(.zero)
    let first = bench.create("email=Ann%40b.ch&metadata[user_id]=u1")
    let second = bench.create("email=ann%40b.ch&metadata[user_id]=u2")
    let both = bench.get("/v1/customers/search?query=email:'ANN%40b.ch'&limit=1")
    #expect(both.column("id") == [second] && both.flag("has_more") == true)
    let page = both.text("next_page") ?? ""
    let rest = bench.get("/v1/customers/search?query=email:'ANN%40b.ch'&limit=1&page=\(page)")
    #expect(rest.column("id") == [first] && rest.flag("has_more") == false)
    let joined = "email:%22ann%40b.ch%22+AND+metadata%5B%22user_id%22%5D:%22u1%22"
    #expect(bench.get("/v1/customers/search?query=\(joined)").column("id") == [first])
    for bad in ["", "email", "email:ann", "phone:'1'", "email:'a'+OR+email:'b'", "email:'a"] {
      #expect(bench.get("/v1/customers/search?query=\(bad)").status == 400)
    }
    #expect(bench.get("/v1/customers/search").text("error", "code") == "parameter_missing")
  }
}
