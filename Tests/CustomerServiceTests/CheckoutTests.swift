import CustomerAPI
import CustomerService
import JSONRPC
import JSONRPCTransport
import StripeSandbox
import Testing

@Suite("A checkout without an account finds or makes its customer")
struct CheckoutTests {
  @Test("The e-mail of a registered user gives that user's customer, as unverified")
  func registered() async throws {
    try await Site.runDaemon { daemon in
      let user = try await daemon.signUp("u1", email: "Zoe@example.com")
      let answer = try await daemon.checkOut("pay-1", email: " zoe@EXAMPLE.com ")
      #expect(answer.customer.customerID == user.customer.customerID)
      #expect(answer.matchedBy == .emailUnverified)
      #expect(daemon.sandbox.stats.customersCreated == 1)
    }
  }

  @Test("Where policy says guest-only, a registered user's e-mail gives a guest's customer")
  func guestOnly() async throws {
    try await Site.runDaemon(adjusting: { $0.guestEmailMatchesRegistered = false }) { daemon in
      let user = try await daemon.signUp("u1", email: "zoe@example.com")
      let answer = try await daemon.checkOut("pay-1", email: "zoe@example.com")
      #expect(answer.customer.customerID != user.customer.customerID)
      #expect(answer.matchedBy == .guestEmail)
    }
  }

  @Test("An e-mail that two users share is nobody's")
  func shared() async throws {
    try await Site.runDaemon { daemon in
      let one = try await daemon.signUp("u1", email: "both@example.com")
      let two = try await daemon.signUp("u2", email: "both@example.com")
      let answer = try await daemon.checkOut("pay-1", email: "both@example.com")
      #expect(answer.customer.customerID != one.customer.customerID)
      #expect(answer.customer.customerID != two.customer.customerID)
      #expect(answer.matchedBy == .guestEmail)
    }
  }

  @Test("One guest has one customer, and one payment one answer")
  func guest() async throws {
    try await Site.runDaemon { daemon in
      let first = try await daemon.checkOut("pay-1", email: "g@example.com")
      #expect(first.outcome == .created)
      #expect(first.customer.userID.isEmpty)
      let made = try #require(daemon.sandbox.customers().first)
      #expect(made.metadata["source"] == "intake_payment")
      #expect(made.metadata["created_via"] == "intake")
      let other = try await daemon.checkOut("pay-2", email: "G@example.com")
      #expect(other.customer.customerID == first.customer.customerID)
      let again = try await daemon.checkOut("pay-1", email: "else@example.com")
      #expect(again.customer.customerID == first.customer.customerID)
      let unnamed = try await daemon.checkOut("pay-3")
      #expect(unnamed.customer.customerID != first.customer.customerID)
      #expect(try await daemon.checkOut("pay-3").customer == unnamed.customer)
      #expect(daemon.sandbox.stats.customersCreated == 2)
      #expect(try await daemon.status().counts.users == 0)
    }
  }

  @Test("64 checkouts of one payment at once get one customer")
  func concurrent() async throws {
    try await Site.runDaemon { daemon in
      let ids = try await withThrowingTaskGroup(of: String.self) { group in
        for _ in 0..<64 {
          group.addTask {
            try await daemon.checkOut("pay-1", email: "g@example.com").customer.customerID
          }
        }
        return try await group.reduce(into: Set()) { $0.insert($1) }
      }
      #expect(ids.count == 1)
      #expect(daemon.sandbox.stats["POST /v1/customers"] == 1)
    }
  }

  @Test("A guest who signs up with a verified e-mail keeps the customer")
  func claimed() async throws {
    try await Site.runDaemon { daemon in
      let guest = try await daemon.checkOut("pay-1", email: "g@example.com")
      let id = guest.customer.customerID
      let user = try await daemon.signUp("u1", email: "g@example.com") { $0.emailVerified = true }
      #expect(user.outcome == .adopted)
      #expect(user.matchedBy == .emailVerified)
      #expect(user.customer.customerID == id)
      try await eventually("stripe knows the owner") {
        daemon.customers(of: "u1").map(\.id) == [id]
      }
      #expect(daemon.customers(of: "u1").first?.metadata["guest_id"] == nil)
      #expect(try await daemon.find(id).userID == "u1")
      #expect(try await daemon.checkOut("pay-1").customer.customerID == id)
      #expect(daemon.sandbox.stats.customersCreated == 1)
    }
  }

  @Test("A guest's customer is not given away on an e-mail that nobody verified")
  func unverified() async throws {
    try await Site.runDaemon { daemon in
      let guest = try await daemon.checkOut("pay-1", email: "g@example.com")
      let user = try await daemon.signUp("u1", email: "g@example.com")
      #expect(user.outcome == .created)
      #expect(user.customer.customerID != guest.customer.customerID)
    }
  }

  @Test("a payment id that another user paid with is refused, and nobody gets the other's customer")
  func paymentOfAnother() async throws {
    try await Site.runDaemon { daemon async throws in
      func pay(_ user: String) async throws -> WireCustomer {
        var params = WireGetOrCreateCustomerRequest()
        params.userID = user
        params.intakePaymentID = "ip_1"
        return try await daemon.intake.call(GetOrCreateCustomer.self, params).customer
      }
      let first = try await pay("u-1")
      let refusal = try await daemon.refusal { _ = try await pay("u-2") }
      #expect(refusal?.reason == .intakePaymentOfAnother)
      #expect(try await pay("u-1").customerID == first.customerID)
      #expect(daemon.sandbox.customers().count == 1)
    }
  }
}
