import CustomerAPI
import CustomerService
import StripeSandbox
import Testing

@Suite("A guest who signs up while their customer is still being made keeps it")
struct ClaimTests {
  private static let down = FaultScript(.replyLostBeforeExecution, count: 1_000_000)

  /// A guest pays and signs up with a verified address; neither waits for Stripe.
  private func payAndSignUp(_ daemon: TestDaemon) async throws {
    let guest = try await daemon.checkOut("pay-1", email: "g@example.com") { $0.wait = .stored }
    #expect(guest.outcome == .pending)
    let user = try await daemon.signUp("u1", email: "G@example.com") {
      $0.name = "Gaby"
      $0.emailVerified = true
      $0.wait = .stored
    }
    #expect(user.outcome == .pending)
    #expect(user.matchedBy == .emailVerified)
  }

  /// One customer, the user's, however it is asked for.
  private func expectOne(_ daemon: TestDaemon) async throws {
    let id = try await daemon.whenReady("u1").customerID
    try await eventually("stripe knows the owner") {
      try await daemon.status().counts.updatesPending == 0
    }
    let held = daemon.customers(of: "u1")
    #expect(held.map(\.id) == [id])
    #expect(held.first?.name == "Gaby")
    #expect(held.first?.metadata["guest_id"] == nil)
    #expect(daemon.sandbox.stats.customersCreated == 1)
    #expect(try await daemon.find(id).userID == "u1")
    let paid = try await daemon.checkOut("pay-1")
    #expect(paid.customer.customerID == id)
    #expect(paid.customer.userID == "u1")
    #expect(try await daemon.signUp("u1").customer.customerID == id)
    #expect(try await daemon.reviews().isEmpty)
  }

  /// The daemon meets the faults, ends, and starts again with a Stripe that is well.
  private func acrossRestart(_ faults: [FaultScript]) async throws {
    try await Site.run { site in
      for fault in faults { site.sandbox.inject(fault) }
      try await site.daemon { daemon in
        try await payAndSignUp(daemon)
        try await daemon.whenStripe(is: .down)
      }
      site.sandbox.clearFaults()
      try await site.daemon { daemon in try await expectOne(daemon) }
    }
  }

  @Test("Stripe comes back: one customer, the user's")
  func outage() async throws {
    try await Site.runDaemon { daemon in
      daemon.sandbox.inject(Self.down)
      try await payAndSignUp(daemon)
      daemon.sandbox.clearFaults()
      try await expectOne(daemon)
    }
  }

  @Test("The daemon ends between the sign-up and the answer of Stripe")
  func restart() async throws {
    try await acrossRestart([Self.down])
  }

  @Test("The guest's customer was made, only the answer was lost")
  func lostAnswer() async throws {
    let lost = FaultScript(.replyLostAfterExecution, method: "POST", path: "/v1/customers")
    try await acrossRestart([lost, Self.down])
  }

  @Test("Who waits for the guest's customer and who waits for the user's get the same one")
  func waiting() async throws {
    try await Site.runDaemon { daemon in
      daemon.sandbox.inject(
        FaultScript(.slow(milliseconds: 500), method: "POST", path: "/v1/customers"))
      async let paid = daemon.checkOut("pay-1", email: "g@example.com")
      try await eventually("the guest is on the way") {
        daemon.sandbox.stats["POST /v1/customers"] == 1
      }
      let user = try await daemon.signUp("u1", email: "g@example.com") { $0.emailVerified = true }
      #expect(user.outcome == .adopted)
      let guest = try await paid
      #expect(!guest.customer.customerID.isEmpty)
      #expect(guest.customer.customerID == user.customer.customerID)
      #expect(guest.customer.userID == "u1")
      #expect(daemon.sandbox.stats.customersCreated == 1)
    }
  }

  @Test("What the user changes while they wait is told with the customer")
  func changed() async throws {
    try await Site.runDaemon { daemon in
      daemon.sandbox.inject(Self.down)
      try await payAndSignUp(daemon)
      try await daemon.update("u1") {
        $0.phone = "+43 1 234"
        $0.wait = .stored
      }
      daemon.sandbox.clearFaults()
      try await expectOne(daemon)
      #expect(daemon.customers(of: "u1").first?.phone == "+43 1 234")
    }
  }

  @Test("Stripe refuses the guest for good: a person decides about the user too")
  func refused() async throws {
    try await Site.runDaemon { daemon in
      // Not executed, and Stripe says so: what is refused afterwards was never made.
      daemon.sandbox.inject(
        FaultScript(
          .rateLimited(reason: .endpointRate), method: "POST", path: "/v1/customers",
          count: 1_000_000))
      try await payAndSignUp(daemon)
      daemon.sandbox.clearFaults()
      daemon.sandbox.inject(
        FaultScript(
          .refused(status: 402, code: "card_declined"), method: "POST", path: "/v1/customers"))
      try await eventually("the user is in review") {
        try await daemon.user("u1").customer.state == .inReview
      }
      #expect(try await daemon.reviews().count == 1)
      #expect(daemon.sandbox.stats.customersCreated == 0)
    }
  }

  @Test("An address that nobody verified claims nothing")
  func unverified() async throws {
    try await Site.runDaemon { daemon in
      daemon.sandbox.inject(Self.down)
      _ = try await daemon.checkOut("pay-1", email: "g@example.com") { $0.wait = .stored }
      try await daemon.signUp("u1", email: "g@example.com") { $0.wait = .stored }
      daemon.sandbox.clearFaults()
      let user = try await daemon.whenReady("u1").customerID
      let guest = try await daemon.checkOut("pay-1")
      #expect(!guest.customer.customerID.isEmpty)
      #expect(guest.customer.customerID != user)
    }
  }
}
