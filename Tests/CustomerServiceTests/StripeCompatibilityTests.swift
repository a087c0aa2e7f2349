import CustomerAPI
import CustomerModel
import Foundation
import JSONRPCTransport
import Stripe
import Testing

/// What holds against any server that speaks Stripe's API: the built-in sandbox, or the one that
/// `BILLING_TEST_STRIPE_URL` names, such as localstripe.
///
/// localstripe replays no idempotency keys, answers no account, knows no rate limits, and its clock
/// is this host's; so nothing here loses a reply or lets Stripe's time pass. State is shared by all
/// tests of a run: each looks only at customers of its own namespace.
@Suite("StripeCompatibility: the service against any Stripe")
struct StripeCompatibilityTests {
  private static let external = ProcessInfo.processInfo.environment["BILLING_TEST_STRIPE_URL"]

  private static func run(_ body: (TestDaemon) async throws -> Void) async throws {
    try await Site.run(stripeURL: external) { site in try await site.daemon(body) }
  }

  @Test("A customer is made with everything that makes it ours")
  func creates() async throws {
    try await Self.run { daemon in
      let answer = try await daemon.signUp("u1") {
        $0.name = "Zoë & Co"
        $0.phone = "+43 1 234"
        $0.address.line1 = "Gasse 1"
        $0.address.city = "Wien"
        $0.address.country = "AT"
      }
      #expect(answer.outcome == .created)
      let held = try await Self.held(answer.customer.customerID, daemon)
      #expect(held.email == "u1@example.com")
      #expect(held.name == "Zoë & Co")
      #expect(held.phone == "+43 1 234")
      #expect(held.address?.city == "Wien")
      #expect(held.metadata["user_id"] == "u1")
      #expect(held.metadata["source"] == "platform_signup")
      #expect(held.metadata["created_via"] == "auth")
      #expect(held.metadata["provision_key"]?.isEmpty == false)
      #expect(try await daemon.signUp("u1").customer == answer.customer)
      #expect(try await daemon.find(answer.customer.customerID).userID == "u1")
    }
  }

  @Test("Many callers at once get one customer")
  func concurrent() async throws {
    try await Self.run { daemon in
      let ids = try await withThrowingTaskGroup(of: String.self) { group in
        for _ in 0..<32 {
          group.addTask { try await daemon.signUp("u1").customer.customerID }
        }
        return try await group.reduce(into: Set()) { $0.insert($1) }
      }
      #expect(ids.count == 1)
      #expect(try await Self.listed(daemon).count == 1)
    }
  }

  @Test("An update reaches Stripe and leaves the rest alone")
  func updates() async throws {
    try await Self.run { daemon in
      let id = try await daemon.signUp("u1") { $0.phone = "123" }.customer.customerID
      try await daemon.update("u1") { $0.name = "New" }
      let held = try await Self.held(id, daemon)
      #expect(held.name == "New")
      #expect(held.phone == "123")
      #expect(held.metadata["user_id"] == "u1")
    }
  }

  @Test("A lost ledger is restored from Stripe's list")
  func rebuilds() async throws {
    try await Site.run(stripeURL: Self.external) { site in
      var ids: [String: String] = [:]
      try await site.daemon(database: "lost.sqlite") { daemon in
        for number in 0..<5 {
          ids["u\(number)"] = try await daemon.signUp("u\(number)").customer.customerID
        }
      }
      try await site.daemon(database: "fresh.sqlite") { daemon in
        var params = WireReconcileRequest()
        params.rebuild = true
        let tally = try await daemon.ops.call(Reconcile.self, params)
        #expect(tally.bound == 5)
        for (userID, id) in ids { #expect(try await daemon.find(id).userID == userID) }
        #expect(try await Self.listed(daemon).count == 5)
      }
    }
  }

  private static func held(_ id: String, _ daemon: TestDaemon) async throws -> StripeCustomer {
    let reply = await daemon.stripe.retrieveCustomer(try StripeCustomerID(id))
    return try #require(reply.outcome.success?.value)
  }

  /// What Stripe lists of this test's customers.
  private static func listed(_ daemon: TestDaemon) async throws -> [StripeCustomer] {
    var found: [StripeCustomer] = []
    var query = CustomerQuery()
    var hasMore = true
    while hasMore {
      let page = try #require(await daemon.stripe.listCustomers(query).outcome.success?.value)
      let space = daemon.site.namespace.rawValue
      found += page.items.filter { $0.metadata["provision_key"]?.contains(space) == true }
      query.startingAfter = page.items.last?.id
      hasMore = page.hasMore
    }
    return found
  }
}
