import CurlHTTP
import Stripe
import StripeSandbox
import Testing

@Suite("Calls over the real transport to the sandbox")
struct SandboxCallTests {
  private static func run(
    _ body: (StripeClient, SandboxServer) async throws -> Void
  ) async throws {
    let server = try SandboxServer()
    try await server.start()
    let transport = try CurlTransport()
    do {
      let client = try StripeClient(
        transport: transport, key: StripeKey("sk_test_sandbox"), baseURL: server.baseURL)
      try await body(client, server)
    } catch {
      await transport.shutdown()
      try? await server.shutdown()
      throw error
    }
    await transport.shutdown()
    try await server.shutdown()
  }

  private static let body: FormBody = {
    var body = FormBody()
    body.append("email", "zoë+1@example.com")
    body.append("name", "Zoë & Co = 100%")
    body.append(.address("line1"), "Gasse 1")
    body.append(.metadata("user_id"), "u1")
    return body
  }()

  @Test("A customer is made once, read, changed, listed and seen to be deleted")
  func livesThrough() async throws {
    try await Self.run { client, server in
      let key = try StripeIdempotencyKey("bc-1")
      let first = await client.createCustomer(body: Self.body, idempotencyKey: key)
      let customer = try #require(first.outcome.success?.value)
      #expect(customer.email == "zoë+1@example.com")
      #expect(customer.name == "Zoë & Co = 100%")
      #expect(customer.address?.line1 == "Gasse 1")
      #expect(first.date != nil)
      #expect(first.requestID != nil)
      let again = await client.createCustomer(body: Self.body, idempotencyKey: key)
      #expect(again.outcome == .ok(customer, replayed: true))
      var change = FormBody()
      change.append("name", "")
      let changed = await client.updateCustomer(
        customer.id, body: change, idempotencyKey: try .init("bc-2"))
      #expect(changed.outcome.success?.value.name == nil)
      var query = CustomerQuery()
      query.createdAtOrAfter = customer.created
      query.email = customer.email
      let page = await client.listCustomers(query).outcome.success?.value
      #expect(page?.items.map(\.id) == [customer.id])
      #expect(page?.hasMore == false)
      #expect(server.deleteCustomer(customer.id.text))
      let gone = await client.retrieveCustomer(customer.id)
      #expect(gone.outcome.success?.value.deleted == true)
      #expect(server.stats.customersCreated == 1)
    }
  }

  @Test("The list is paged to its end")
  func pages() async throws {
    try await Self.run { client, server in
      for _ in 0..<5 { server.plantCustomer() }
      var query = CustomerQuery()
      query.limit = 2
      var seen: Set<StripeCustomerID> = []
      var hasMore = true
      while hasMore {
        let reply = await client.listCustomers(query)
        let page = try #require(reply.outcome.success?.value)
        seen.formUnion(page.items.map(\.id))
        query.startingAfter = page.items.last?.id
        hasMore = page.hasMore
      }
      #expect(seen.count == 5)
    }
  }

  /// Faults of the server and what a create that meets them comes to.
  private static let faults: [(FaultScript, StripeOutcome<StripeCustomer>)] = [
    (.init(.replyLostBeforeExecution), .unknown(.noAnswer(.connectionLost))),
    (.init(.replyLostAfterExecution), .unknown(.noAnswer(.connectionLost))),
    (.init(.reset(executed: true)), .unknown(.noAnswer(.connectionLost))),
    (.init(.truncated), .unknown(.noAnswer(.truncated))),
    (.init(.garbage), .unknown(.notJSON(status: 200))),
    (.init(.endless), .unknown(.noAnswer(.tooLarge))),
    (.init(.oversized(bytes: 2_000_000)), .unknown(.noAnswer(.tooLarge))),
    (.init(.wrongObject), .unknown(.notTheObject)),
    (.init(.gateway(status: 502, executed: true)), .unknown(.serverError(status: 502))),
    (.init(.keyInUse), .notExecuted(.keyInUse, retryAfter: nil)),
    (
      .init(.rateLimited(reason: .endpointRate), headers: ["Retry-After": "3"]),
      .notExecuted(.rateLimited(.endpointRate), retryAfter: .seconds(3))
    ),
    (.init(.refused(status: 401, code: nil)), .accountWide(status: 401)),
    (.init(.redirect(location: "/v1/elsewhere")), .redirected),
  ]

  @Test("Every fault is told by its class, and the same key ends with one customer")
  func meetsFaults() async throws {
    for (fault, outcome) in Self.faults {
      try await Self.run { client, server in
        let key = try StripeIdempotencyKey("bc-1")
        server.inject(fault)
        let struck = await client.createCustomer(body: Self.body, idempotencyKey: key)
        #expect(struck.outcome == outcome, "\(fault.fault)")
        let after = await client.createCustomer(body: Self.body, idempotencyKey: key)
        #expect(after.outcome.success != nil, "\(fault.fault)")
        #expect(server.stats.customersCreated == 1, "\(fault.fault)")
      }
    }
  }

  @Test("A saved server error and other parameters spend the key")
  func spendsKeys() async throws {
    try await Self.run { client, server in
      let key = try StripeIdempotencyKey("bc-1")
      server.inject(.init(.serverError(executed: false)))
      let failed = await client.createCustomer(body: Self.body, idempotencyKey: key)
      #expect(failed.outcome == .unknown(.serverError(status: 500)))
      let replayed = await client.createCustomer(body: Self.body, idempotencyKey: key)
      #expect(replayed.outcome == .keySpent(.replayedServerError(status: 500)))
      let other = await client.createCustomer(body: FormBody(), idempotencyKey: key)
      #expect(other.outcome == .keySpent(.otherParameters))
    }
  }

  @Test("An invalid address is refused by name, and an unknown id is not found")
  func isRefused() async throws {
    try await Self.run { client, _ in
      var body = FormBody()
      body.append("email", " a@example.com")
      let refused = await client.createCustomer(body: body, idempotencyKey: try .init("bc-1"))
      guard case .refused(let detail) = refused.outcome else {
        Issue.record("unexpected: \(refused)")
        return
      }
      #expect(detail.param == "email")
      #expect(detail.status == 400)
      #expect(await client.retrieveCustomer(try .init("cus_none")).outcome.isNotFound)
    }
  }

  @Test("The account and a checkout's payment are answered")
  func checksOut() async throws {
    try await Self.run { client, _ in
      #expect(await client.retrieveAccount().outcome.success != nil)
      let made = await client.createCustomer(body: Self.body, idempotencyKey: try .init("bc-1"))
      let customer = try #require(made.outcome.success?.value)
      let draft = PaymentIntentDraft(customer: customer.id, amount: 500, currency: "usd")
      let reply = await client.createPaymentIntent(draft, idempotencyKey: try .init("bc-2"))
      let payment = try #require(reply.outcome.success?.value)
      #expect(payment.customer == customer.id)
      let read = await client.retrievePaymentIntent(payment.id)
      #expect(read.outcome == .ok(payment, replayed: false))
    }
  }

  @Test("Where no sandbox listens, nothing was executed")
  func tellsAbsence() async throws {
    try await Self.run { client, server in
      try await server.shutdown()
      let reply = await client.retrieveAccount()
      #expect(
        reply.outcome == .notExecuted(.noConnection(.cannotConnect), retryAfter: nil))
    }
  }
}
