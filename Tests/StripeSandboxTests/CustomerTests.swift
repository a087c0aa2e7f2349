import StripeSandbox
import Testing

@Suite("customers")
struct CustomerTests {
  private let bench = Bench()

  @Test("a customer has what was sent, and reads back the same")
  func create() {
    let made = bench.post(
      "/v1/customers",
      "email=A%40b.ch&name=Z%C3%BCrich+%26+co&phone=%2B41&description=d&address[city]=Bern"
        + "&metadata[user_id]=u1&metadata[source]=platform_signup&expand[]=sources")
    #expect(made.status == 200)
    #expect(made.text("object") == "customer" && made.text("email") == "A@b.ch")
    #expect(made.text("name") == "Zürich & co" && made.text("phone") == "+41")
    #expect(made.text("address", "city") == "Bern")
    #expect(made.text("metadata", "user_id") == "u1")
    #expect(made.integer("created") == 1_700_000_000 && made.flag("livemode") == false)
    #expect(made.text("id")?.hasPrefix("cus_") == true)
    #expect(bench.get("/v1/customers/\(made.text("id") ?? "")").body == made.body)
  }

  @Test("metadata is merged: keys not sent stay, an empty value unsets one, `metadata=` all")
  func metadata() {
    let id = bench.create("metadata[a]=1&metadata[b]=2")
    let merged = bench.post("/v1/customers/\(id)", "metadata[b]=&metadata[c]=3")
    #expect(merged.text("metadata", "a") == "1" && merged.text("metadata", "c") == "3")
    #expect(merged.text("metadata", "b") == nil)
    bench.post("/v1/customers/\(id)", "name=N")
    #expect(bench.core.customers(.test).first?.metadata == ["a": "1", "c": "3"])
    bench.post("/v1/customers/\(id)", "metadata=")
    #expect(bench.core.customers(.test).first?.metadata == [:])
  }

  @Test("an update changes what was sent only; an empty value clears")
  func update() {
    let id = bench.create("name=A&phone=1&email=a@b.ch")
    let edited = bench.post("/v1/customers/\(id)", "name=B&phone=")
    #expect(edited.text("name") == "B" && edited.text("phone") == nil)
    #expect(edited.text("email") == "a@b.ch")
  }

  @Test("a deleted customer reads as a tombstone, is listed no more and cannot be changed")
  func delete() {
    let id = bench.create()
    #expect(bench.delete("/v1/customers/\(id)").flag("deleted") == true)
    let read = bench.get("/v1/customers/\(id)")
    #expect(
      read.body == "{\"id\":\"\(id)\",\"object\":\"customer\",\"deleted\":true}"
        && read.status == 200)
    #expect(bench.get("/v1/customers").column("id").isEmpty)
    for again in [bench.post("/v1/customers/\(id)", "name=B"), bench.delete("/v1/customers/\(id)")]
    {
      #expect(again.status == 404 && again.text("error", "code") == "resource_missing")
    }
    #expect(bench.core.customers(.test).map(\.deleted) == [true])
  }

  @Test("an unknown id is resource_missing, and one of the other mode says so")
  func missing() {
    let unknown = bench.get("/v1/customers/cus_x")
    #expect(unknown.status == 404 && unknown.text("error", "code") == "resource_missing")
    #expect(unknown.text("error", "param") == "id")
    let id = bench.create()
    let other = bench.get("/v1/customers/\(id)", secret: "sk_live_1")
    #expect(other.status == 404)
    #expect(other.text("error", "message")?.contains("exists in test mode") == true)
  }

  @Test(
    "values over Stripe's sizes are refused with their parameter; at the size they pass",
    arguments: [
      ("name", 256, "name"), ("phone", 20, "phone"), ("description", 5000, "description"),
      ("metadata[k]", 500, "metadata"),
    ])
  func sizes(_ field: String, _ limit: Int, _ param: String) {
    let fits = String(repeating: "x", count: limit)
    #expect(bench.post("/v1/customers", "\(field)=\(fits)").status == 200)
    let over = bench.post("/v1/customers", "\(field)=\(fits)x")
    #expect(over.status == 400 && over.text("error", "param") == param)
    #expect(over.text("error", "type") == "invalid_request_error")
    #expect(bench.core.customers(.test).count == 1)
  }

  @Test("an e-mail may have 512 characters, counted as characters and not as bytes")
  func emailSize() {
    let fits = String(repeating: "ü", count: 507) + "@b.ch"
    #expect(bench.post("/v1/customers", "email=\(fits)").status == 200)
    #expect(bench.post("/v1/customers", "email=x\(fits)").text("error", "param") == "email")
  }

  @Test(
    "what is not an e-mail address is email_invalid",
    arguments: [
      "+a@b.ch", "a@b.ch+", "a", "a@", "@b.ch", "a@b@c", "a%EF%BC%A0b.ch", "a+b@c.ch", "a@b.ch%0A",
    ])
  func emails(_ email: String) {
    let answer = bench.post("/v1/customers", "email=\(email)")
    #expect(answer.status == 400 && answer.text("error", "code") == "email_invalid")
    #expect(answer.text("error", "param") == "email")
  }

  @Test("metadata holds 50 pairs, keys of 40 characters, and no brackets or nesting in keys")
  func metadataLimits() {
    let fifty = (1...50).map { "metadata[k\($0)]=v" }.joined(separator: "&")
    let id = bench.create(fifty)
    #expect(bench.post("/v1/customers/\(id)", "metadata[more]=v").status == 400)
    #expect(bench.post("/v1/customers/\(id)", "metadata[more]=v&metadata[k1]=").status == 200)
    let key = String(repeating: "k", count: 40)
    #expect(bench.post("/v1/customers", "metadata[\(key)]=v").status == 200)
    for bad in ["metadata[\(key)k]=v", "metadata[a[b]]=v", "metadata[a][b]=v", "metadata[a=v"] {
      #expect(bench.post("/v1/customers", bad).text("error", "param") == "metadata")
    }
  }

  @Test("a parameter nobody asked for is parameter_unknown, in a POST and in a GET")
  func unknownParameters() {
    let answers = [
      bench.post("/v1/customers", "nickname=x"), bench.get("/v1/customers?nickname=x"),
      bench.get("/v1/events?nickname=x"),
    ]
    for answer in answers {
      #expect(answer.status == 400 && answer.text("error", "code") == "parameter_unknown")
      #expect(answer.text("error", "param") == "nickname")
    }
    let address = bench.post("/v1/customers", "address[planet]=x")
    #expect(address.text("error", "param") == "address[planet]")
  }

  @Test("error messages hold no value that was sent")
  func discretion() {
    #expect(!bench.post("/v1/customers", "email=secret").body.contains("secret"))
    #expect(!bench.get("/v1/account", secret: "pk_secret").body.contains("secret"))
  }
}
