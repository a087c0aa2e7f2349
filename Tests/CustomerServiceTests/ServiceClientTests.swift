import AuthBilling
import CustomerAPI
import CustomerModel
import CustomerService
import IntakePaymentsBilling
import JSONRPC
import JSONRPCTransport
import Logging
import StripeSandbox
import Testing

@Suite("The two services' clients and the real daemon")
struct ServiceClientTests {
  private static let down = FaultScript(.replyLostBeforeExecution, count: 1_000_000)

  private func auth(
    _ site: Site, budget: Duration = .seconds(20), spool: Bool = false
  ) throws -> AuthBillingClient {
    AuthBillingClient(
      socketPath: try SocketPath("\(site.directory)/auth.sock"), budget: budget,
      spool: spool ? SpoolConfiguration(path: "\(site.directory)/spool.ndjson") : nil,
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    ) { Double.random(in: 0..<1) }
  }

  private func intake(_ site: Site) throws -> IntakePaymentsBillingClient {
    IntakePaymentsBillingClient(
      socketPath: try SocketPath("\(site.directory)/intake.sock"), timeout: .seconds(20)
    ) { Double.random(in: 0..<1) }
  }

  private func user(_ id: String, verified: Bool = false) throws -> UserSignedUp {
    UserSignedUp(id: try UserID(id), email: "\(id)@example.com", emailVerified: verified)
  }

  @Test("While the daemon is absent events wait; then all are told in order, and nothing twice")
  func absent() async throws {
    try await Site.run { site in
      let client = try auth(site, budget: .milliseconds(50), spool: true)
      defer { client.shutdown() }
      for number in 0..<10 {
        let outcome = await client.userSignedUp(try user("u\(number)"))
        guard case .spooled = outcome else {
          Issue.record("\(outcome)")
          return
        }
        // The auth service may publish an event twice.
        _ = await client.userSignedUp(try user("u\(number)"))
      }
      let moved = await client.userUpdated(
        UserUpdated(
          id: try UserID("u3"), name: .set("Uma"), address: .set(UserAddress(city: "Graz"))))
      guard case .spooled = moved else {
        Issue.record("\(moved)")
        return
      }
      try await site.daemon { daemon in
        let emptied = await client.replay()
        #expect(emptied)
        for number in 0..<10 { _ = try await daemon.whenReady("u\(number)") }
        try await eventually("stripe is told everything") {
          try await daemon.status().counts.updatesPending == 0
        }
        let told = try #require(daemon.customers(of: "u3").first)
        #expect(told.name == "Uma")
        #expect(told.address?["city"] == "Graz")
        #expect(daemon.sandbox.stats.customersCreated == 10)
        let counts = client.counts
        #expect((counts.spooled, counts.replayed, counts.lost) == (21, 21, 0))
        #expect(client.spooledCount == 0)
      }
    }
  }

  @Test("A Stripe that never answers does not hold a sign-up; the customer is known later")
  func blackHole() async throws {
    try await Site.runDaemon { daemon in
      let client = try auth(daemon.site)
      defer { client.shutdown() }
      daemon.sandbox.inject(Self.down)
      let outcome = await client.userSignedUp(try user("u1"))
      #expect(outcome == .stored(nil))
      let early = await client.customerID(for: try user("u1"), within: .milliseconds(200))
      #expect(early == nil)
      daemon.sandbox.clearFaults()
      let known = await client.customerID(for: try user("u1"), within: .seconds(20))
      #expect(known?.rawValue == daemon.customers(of: "u1").first?.id)
      let again = await client.userSignedUp(try user("u1"))
      #expect(again == .stored(known))
      #expect(daemon.sandbox.stats.customersCreated == 1)
    }
  }

  @Test("In a change absent keeps, null clears, the address too")
  func changes() async throws {
    try await Site.runDaemon { daemon in
      let client = try auth(daemon.site)
      defer { client.shutdown() }
      try await daemon.signUp("u1") { $0.name = "Uma" }
      let id = try UserID("u1")
      func held(_ what: String, _ condition: (SandboxCustomer) -> Bool) async throws {
        try await eventually(what) { daemon.customers(of: "u1").first.map(condition) ?? false }
      }
      let address = UserAddress(line1: "Ring 1", postalCode: "1010", country: "AT")
      _ = await client.userUpdated(UserUpdated(id: id, phone: .set("1"), address: .set(address)))
      try await held("the address is told") {
        $0.address?["line1"] == "Ring 1" && $0.address?["country"] == "AT" && $0.phone == "1"
      }
      _ = await client.userUpdated(UserUpdated(id: id, phone: .clear))
      try await held("the address stays") { $0.phone == nil && $0.address?["line1"] == "Ring 1" }
      _ = await client.userUpdated(UserUpdated(id: id, address: .clear))
      try await held("the address is cleared") { ($0.address?["line1"] ?? "").isEmpty }
      #expect(daemon.customers(of: "u1").first?.name == "Uma")
      let bad = await client.userUpdated(
        UserUpdated(id: id, address: .set(UserAddress(country: "Austria"))))
      #expect(bad == .notDelivered(.refused(ErrorReason("ADDRESS_INVALID"))))
      let unknown = await client.userUpdated(
        UserUpdated(id: try UserID("nobody"), name: .set("N")))
      #expect(unknown == .notDelivered(.refused(ErrorReason("USER_NOT_FOUND"))))
    }
  }

  @Test("A checkout charges the user's customer, a guest's once, and the guest keeps it")
  func checkout() async throws {
    try await Site.runDaemon { daemon in
      let (auth, intake) = (try auth(daemon.site), try intake(daemon.site))
      defer {
        auth.shutdown()
        intake.shutdown()
      }
      _ = await auth.userSignedUp(try user("u1"))
      let known = await auth.customerID(for: try user("u1"), within: .seconds(20))
      func pay(_ payment: String, _ id: String?, _ email: String) async throws -> CheckoutCustomer {
        try await intake.customerForCheckout(
          intakePaymentID: IntakePaymentID(payment), userID: id.map { try UserID($0) },
          email: EmailAddress(email), name: nil)
      }
      let signedIn = try await pay("p1", "u1", "other@example.com")
      #expect(signedIn.customerID == known)
      #expect(signedIn.mayOfferSavedPaymentMethods)
      let typed = try await pay("p2", nil, "U1@example.com")
      #expect(typed.customerID == known)
      #expect(!typed.mayOfferSavedPaymentMethods)
      let guest = try await pay("p3", nil, "g@example.com")
      #expect(guest.matchedBy == .guestEmail)
      #expect(try await pay("p4", nil, "g@example.com").customerID == guest.customerID)
      let mine = try #require(guest.customerID)
      #expect(try await intake.user(forCustomer: mine) == nil)
      let claimed = await auth.userSignedUp(try user("g", verified: true))
      #expect(claimed == .stored(mine))
      #expect(try await intake.user(forCustomer: mine) == UserID("g"))
      #expect(daemon.sandbox.stats.customersCreated == 2)
    }
  }

  @Test("A checkout while Stripe is down is pending, which is no error")
  func pendingCheckout() async throws {
    // Many tests share the processors: the answer must be early by more than they may hold it up.
    try await Site.runDaemon(adjusting: { $0.answerMargin = .seconds(2) }) { daemon in
      let intake = IntakePaymentsBillingClient(
        socketPath: try SocketPath("\(daemon.site.directory)/intake.sock"),
        timeout: .seconds(3)
      ) { 0 }
      defer { intake.shutdown() }
      daemon.sandbox.inject(Self.down)
      let checkout = try await intake.customerForCheckout(
        intakePaymentID: IntakePaymentID("p1"), userID: nil,
        email: EmailAddress("g@example.com"), name: nil)
      #expect(checkout.state == .pending)
      let parameters = intake.paymentIntentParameters(for: checkout)
      #expect(parameters.map(\.name) == ["metadata[intake_payment_id]"])
    }
  }
}
