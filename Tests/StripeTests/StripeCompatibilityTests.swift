import CurlHTTP
import Foundation
import Stripe
import StripeSandbox
import Testing

/// What we ask of Stripe and any stand-in of it must answer: our sandbox, and with
/// `BILLING_TEST_STRIPE_URL` another server that nobody of ours wrote.
@Suite("Calls that every stand-in of Stripe answers alike", .timeLimit(.minutes(1)))
struct StripeCompatibilityTests {
  private static let foreign = ProcessInfo.processInfo.environment["BILLING_TEST_STRIPE_URL"]

  private static func run(_ body: (StripeClient) async throws -> Void) async throws {
    let transport = try CurlTransport()
    let server = foreign == nil ? try SandboxServer() : nil
    func end() async {
      await transport.shutdown()
      // The test has its result by now; a sandbox that will not end is found by its own tests.
      try? await server?.shutdown()
    }
    do {
      try await server?.start()
      let url = foreign ?? server?.baseURL ?? ""
      try await body(
        try StripeClient(transport: transport, key: StripeKey("sk_test_sandbox"), baseURL: url))
    } catch {
      await end()
      throw error
    }
    await end()
  }

  private static func create(
    _ client: StripeClient, email: String, user: String
  ) async throws -> StripeCustomer {
    var body = FormBody()
    body.append("email", email)
    body.append("name", "Zoë & Co = 100% 王小明 🦊")
    body.append(.address("line1"), "Gasse 1")
    body.append(.metadata("reference"), user)
    let key = try StripeIdempotencyKey("compatibility-\(UUID())")
    let reply = await client.createCustomer(body: body, idempotencyKey: key)
    return try #require(reply.outcome.success?.value)
  }

  private static func uniqueEmail() -> String { "c-\(UUID())@example.com".lowercased() }

  @Test("A customer keeps every character and its metadata")
  func keeps() async throws {
    try await Self.run { client in
      let email = Self.uniqueEmail()
      let made = try await Self.create(client, email: email, user: "u-1")
      #expect(made.email == email)
      #expect(made.name == "Zoë & Co = 100% 王小明 🦊")
      #expect(made.address?.line1 == "Gasse 1")
      #expect(made.metadata["reference"] == "u-1")
      #expect(made.livemode == false)
      let read = await client.retrieveCustomer(made.id)
      #expect(read.outcome.success?.value.email == email)
      #expect(read.date != nil)
    }
  }

  @Test("A change touches what it names, and metadata that it does not name stays")
  func changes() async throws {
    try await Self.run { client in
      let made = try await Self.create(client, email: Self.uniqueEmail(), user: "u-2")
      var change = FormBody()
      change.append("name", "Ada")
      change.append(.metadata("source"), "manual")
      let key = try StripeIdempotencyKey("compatibility-\(UUID())")
      let reply = await client.updateCustomer(made.id, body: change, idempotencyKey: key)
      let changed = try #require(reply.outcome.success?.value)
      #expect(changed.name == "Ada")
      #expect(changed.email == made.email)
      #expect(changed.metadata == ["reference": "u-2", "source": "manual"])
    }
  }

  @Test("The list finds by address and is paged to its end")
  func lists() async throws {
    try await Self.run { client in
      let email = Self.uniqueEmail()
      var wanted: Set<StripeCustomerID> = []
      for number in 0..<3 {
        wanted.insert(try await Self.create(client, email: email, user: "u-\(number)").id)
      }
      var query = CustomerQuery()
      query.email = email
      query.limit = 2
      var seen: [StripeCustomerID] = []
      var hasMore = true
      while hasMore, seen.count < 10 {
        let page = try #require(await client.listCustomers(query).outcome.success?.value)
        seen += page.items.map(\.id)
        query.startingAfter = page.items.last?.id
        hasMore = page.hasMore
      }
      #expect(Set(seen) == wanted)
      #expect(seen.count == wanted.count)
    }
  }

  @Test("A payment belongs to its customer, and what is unknown is not found")
  func pays() async throws {
    try await Self.run { client in
      let made = try await Self.create(client, email: Self.uniqueEmail(), user: "u-3")
      let draft = PaymentIntentDraft(customer: made.id, amount: 500, currency: "usd")
      let key = try StripeIdempotencyKey("compatibility-\(UUID())")
      let reply = await client.createPaymentIntent(draft, idempotencyKey: key)
      let payment = try #require(reply.outcome.success?.value)
      let read = await client.retrievePaymentIntent(payment.id)
      #expect(read.outcome.success?.value.customer == made.id)
      guard case .refused(let detail) = await client.retrieveCustomer(try .init("cus_none")).outcome
      else {
        Issue.record("an unknown customer was not refused")
        return
      }
      #expect(detail.status == 404)
    }
  }
}
