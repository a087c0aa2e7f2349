import CustomerAPI
import CustomerService
import StripeSandbox
import Testing

@Suite("customers that another system made")
struct AdoptionTests {
  @Test("a guest gets the one customer under their address that is nobody's, and Stripe is told")
  func guest() async throws {
    try await Site.runDaemon { daemon async throws in
      let planted = daemon.sandbox.plantCustomer(email: "Old@example.com", name: "Old")
      let answer = try await daemon.checkOut("ip_1", email: "Old@example.com")
      #expect(answer.outcome == .adopted)
      #expect(answer.customer.customerID == planted.id)
      try await eventually("the customer bears the guest's mark") {
        let customer = daemon.sandbox.customers().first { $0.id == planted.id }
        return customer?.metadata["guest_id"] != nil
          && customer?.metadata["source"] == "intake_payment"
      }
      #expect(try await daemon.checkOut("ip_1").customer.customerID == planted.id)
      #expect(daemon.sandbox.customers().count == 1)
    }
  }

  @Test("another's mark, a second candidate or a binding before: one is made, and a person is told")
  func notTheirs() async throws {
    try await Site.runDaemon { daemon async throws in
      let owned = daemon.sandbox.plantCustomer(
        email: "owned@example.com", metadata: ["user_id": "another system's"])
      let first = daemon.sandbox.plantCustomer(email: "two@example.com")
      let second = daemon.sandbox.plantCustomer(email: "two@example.com")
      let answers = [
        try await daemon.checkOut("ip_1", email: "owned@example.com"),
        try await daemon.checkOut("ip_2", email: "two@example.com"),
      ]
      #expect(answers.map(\.outcome) == [.created, .created])
      let given = Set(answers.map(\.customer.customerID))
      #expect(given.isDisjoint(with: [owned.id, first.id, second.id]))
      let noted = try await daemon.reviews().filter { $0.reason == "adoption_candidate" }
      #expect(Set(noted.map(\.customerID)) == [first.id, second.id])
    }
  }

  @Test("a user adopts only where the policy says so and the address is verified")
  func user() async throws {
    try await Site.runDaemon { daemon async throws in
      daemon.sandbox.plantCustomer(email: "u-1@example.com")
      #expect(try await daemon.signUp("u-1") { $0.emailVerified = true }.outcome == .created)
    }
    try await Site.runDaemon(adjusting: { $0.adoptsVerifiedEmail = true }) { daemon async throws in
      let planted = daemon.sandbox.plantCustomer(email: "u-1@example.com")
      daemon.sandbox.plantCustomer(email: "u-2@example.com")
      let verified = try await daemon.signUp("u-1") { $0.emailVerified = true }
      #expect(verified.outcome == .adopted && verified.customer.customerID == planted.id)
      #expect(try await daemon.signUp("u-2").outcome == .created)
    }
  }

  @Test("a list that fails is not \"none\": nothing is made before it came")
  func unanswered() async throws {
    try await Site.runDaemon { daemon async throws in
      let planted = daemon.sandbox.plantCustomer(email: "old@example.com")
      daemon.sandbox.inject(
        FaultScript(
          .gateway(status: 502, executed: false), method: "GET", path: "/v1/customers", count: 2))
      let answer = try await daemon.checkOut("ip_1", email: "old@example.com")
      #expect(answer.customer.customerID == planted.id)
      #expect(daemon.sandbox.customers().count == 1)
    }
  }
}
