import CustomerAPI
import CustomerService
import JSONRPC
import Stripe
import StripeSandbox
import Testing

@Suite("UpdateCustomer tells Stripe the difference, and the latest wins")
struct UpdateCustomerTests {
  @Test("UpdateCustomer sends what changed and touches nothing else")
  func difference() async throws {
    try await Site.runDaemon { daemon in
      let id = try await daemon.signUp("u1") { $0.name = "Old" }.customer.customerID
      daemon.sandbox.editMetadata(id, ["theirs": "kept"])
      var foreign = FormBody()
      foreign.append("email", "support@example.com")
      let edited = await daemon.stripe.updateCustomer(
        try StripeCustomerID(id), body: foreign, idempotencyKey: try .init("support-\(id)"))
      #expect(edited.outcome.success != nil)
      let customer = try await daemon.update("u1") { $0.name = "New" }
      #expect(customer.name == "New")
      let held = try #require(daemon.customers(of: "u1").first)
      #expect(held.name == "New")
      #expect(held.email == "support@example.com")
      #expect(held.metadata["theirs"] == "kept")
      #expect(held.metadata["source"] == "platform_signup")
    }
  }

  @Test("An update that changes nothing asks Stripe nothing")
  func nothing() async throws {
    try await Site.runDaemon { daemon in
      try await daemon.signUp("u1") { $0.name = "Same" }
      let before = daemon.sandbox.stats.requests
      try await daemon.update("u1") { $0.name = "Same" }
      #expect(daemon.sandbox.stats.requests == before)
    }
  }

  @Test("Of many updates the last is what Stripe holds")
  func latestWins() async throws {
    try await Site.runDaemon { daemon in
      try await daemon.signUp("u1")
      daemon.sandbox.inject(
        FaultScript(.replyLostAfterExecution, method: "POST", path: "/v1/customers/*", count: 3))
      for number in 1...20 {
        try await daemon.update("u1") {
          $0.name = "Name \(number)"
          $0.wait = .stored
        }
      }
      // Three lost replies open the circuit: the loop that looks must learn of it at once.
      try await eventually("stripe is told everything") {
        try await daemon.status().counts.updatesPending == 0
      }
      #expect(daemon.customers(of: "u1").first?.name == "Name 20")
      #expect(daemon.sandbox.stats.customersUpdated <= 21)
    }
  }

  @Test("A field named in the mask and not given is cleared")
  func clears() async throws {
    try await Site.runDaemon { daemon in
      try await daemon.signUp("u1") {
        $0.name = "Name"
        $0.phone = "123"
      }
      _ = try await daemon.send(
        #"{"userId":"u1","updateMask":"phone"}"#, to: UpdateCustomer.name)
      let held = try #require(daemon.customers(of: "u1").first)
      #expect(held.phone == nil)
      #expect(held.name == "Name")
    }
  }

  @Test("A pending user's update is in force once the customer exists")
  func pending() async throws {
    try await Site.runDaemon { daemon in
      try await daemon.whenStripe(is: .ok)
      daemon.sandbox.inject(FaultScript(.replyLostAfterExecution, path: "/v1/customers"))
      daemon.sandbox.inject(FaultScript(.replyLostBeforeExecution, count: 1_000_000))
      try await daemon.signUp("u1") {
        $0.name = "Before"
        $0.wait = .stored
      }
      try await daemon.whenStripe(is: .down)
      let customer = try await daemon.update("u1") { $0.name = "After" }
      #expect(customer.state == .pending)
      #expect(daemon.customers(of: "u1").first?.name == "Before")
      daemon.sandbox.clearFaults()
      _ = try await daemon.whenReady("u1")
      try await eventually("stripe holds the update") {
        daemon.customers(of: "u1").first?.name == "After"
      }
      #expect(daemon.sandbox.stats.customersCreated == 1)
    }
  }

  @Test("A customer deleted at Stripe is made again on use, and the old id is still known")
  func deleted() async throws {
    try await Site.runDaemon { daemon in
      let old = try await daemon.signUp("u1").customer.customerID
      daemon.sandbox.deleteCustomer(old)
      try await daemon.update("u1") { $0.name = "Back" }
      // The deletion itself must wake the provisioner.
      try await eventually("there is a new customer") {
        try await daemon.user("u1").customer.state == .ready
      }
      let user = try await daemon.user("u1")
      #expect(user.customer.customerID != old)
      #expect(user.bindings.map(\.customerID) == [old, user.customer.customerID])
      #expect(daemon.customers(of: "u1").map(\.name) == ["Back"])
      let found = try await daemon.find(old)
      #expect(found.retired)
      #expect(found.userID == "u1")
    }
  }

  @Test("Where policy says review, a deleted customer is put before a person")
  func deletedForReview() async throws {
    try await Site.runDaemon(adjusting: { $0.recreatesDeleted = false }) { daemon in
      let old = try await daemon.signUp("u1").customer.customerID
      daemon.sandbox.deleteCustomer(old)
      try await daemon.update("u1") { $0.name = "Back" }
      try await eventually("it is known") {
        try await daemon.user("u1").customer.state == .deleted
      }
      #expect(try await daemon.reviews().map(\.reason) == ["customer_deleted"])
      #expect(daemon.customers(of: "u1").isEmpty)
    }
  }

  @Test("Unknown users and empty updates are refused")
  func refused() async throws {
    try await Site.runDaemon { daemon in
      let unknown = try await daemon.refusal { try await daemon.update("nobody") { $0.name = "N" } }
      #expect(unknown?.status == .notFound)
      try await daemon.signUp("u1")
      let empty = try await daemon.refusal { try await daemon.update("u1") { _ in } }
      #expect(empty?.status == .invalidArgument)
      #expect(empty?.reason == .updateEmpty)
      let mask = try await daemon.refusal {
        _ = try await daemon.send(
          #"{"userId":"u1","updateMask":"userId"}"#, to: UpdateCustomer.name)
      }
      #expect(mask?.fieldViolations.map(\.field) == ["updateMask"])
    }
  }
}
