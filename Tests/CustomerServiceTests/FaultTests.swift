import CustomerAPI
import StripeSandbox
import Testing

@Suite("Whatever goes wrong at Stripe, one customer comes of it")
struct FaultTests {
  /// What befalls the creation once or twice; the same key must end with one customer.
  static let passing: [SandboxFault] = [
    .replyLostBeforeExecution, .replyLostAfterExecution, .reset(executed: true),
    .reset(executed: false), .truncated, .garbage, .endless, .oversized(bytes: 2_000_000),
    .keyInUse, .rateLimited(reason: .endpointRate), .rateLimited(reason: .lockTimeout),
    .gateway(status: 502, executed: true), .gateway(status: 503, executed: false),
    .wrongObject, .foreignCustomer, .redirect(location: "/v1/elsewhere"),
  ]

  @Test("A fault that passes costs time, never a second customer", arguments: passing)
  func passes(_ fault: SandboxFault) async throws {
    try await Site.runDaemon { daemon in
      daemon.sandbox.inject(
        FaultScript(fault, method: "POST", path: "/v1/customers", count: 2))
      let answer = try await daemon.signUp("u1")
      #expect(answer.outcome == .created)
      #expect(daemon.customers(of: "u1").map(\.id) == [answer.customer.customerID])
      #expect(daemon.sandbox.stats.customersCreated == 1)
      #expect(try await daemon.user("u1").attempt.generation == 1)
    }
  }

  @Test("A 500 that Stripe saved is followed up by a scan", arguments: [true, false])
  func savedServerError(executed: Bool) async throws {
    try await Site.runDaemon { daemon in
      daemon.sandbox.inject(
        FaultScript(.serverError(executed: executed), method: "POST", path: "/v1/customers"))
      try await daemon.signUp("u1") { $0.wait = .stored }
      try await followUp("u1", made: executed, daemon)
    }
  }

  @Test("A key whose window is over is never sent again", arguments: [true, false])
  func windowOver(executed: Bool) async throws {
    try await Site.runDaemon { daemon in
      try await daemon.whenStripe(is: .ok)
      let first: SandboxFault = executed ? .replyLostAfterExecution : .replyLostBeforeExecution
      daemon.sandbox.inject(FaultScript(first, method: "POST", path: "/v1/customers"))
      daemon.sandbox.inject(FaultScript(.replyLostBeforeExecution, count: 1_000_000))
      try await daemon.signUp("u1") { $0.wait = .stored }
      try await daemon.whenStripe(is: .down)
      daemon.sandbox.advanceClock(by: .seconds(25 * 3600))
      daemon.sandbox.clearFaults()
      try await followUp("u1", made: executed, daemon)
    }
  }

  /// Lets Stripe's quiet time pass for a spent key, and sees one customer come of it.
  private func followUp(_ userID: String, made: Bool, _ daemon: TestDaemon) async throws {
    try await eventually("the key is burnt") {
      try await daemon.user(userID).attempt.state == .burnt
    }
    #expect(daemon.customers(of: userID).count == (made ? 1 : 0))
    daemon.sandbox.advanceClock(by: .seconds(2 * 3600))
    // Only an answer of Stripe's tells the daemon that time has gone by.
    try await daemon.signUp("witness")
    let customer = try await daemon.whenReady(userID)
    #expect(daemon.customers(of: userID).map(\.id) == [customer.customerID])
    #expect(daemon.sandbox.stats.customersCreated == 2)
    #expect(try await daemon.user(userID).attempt.generation == (made ? 1 : 2))
  }

  @Test("An optional field that Stripe refuses is left out, and a person is told")
  func refusedField() async throws {
    try await Site.runDaemon { daemon in
      daemon.sandbox.inject(
        FaultScript(
          .refused(status: 400, code: "parameter_invalid", param: "phone"), method: "POST",
          path: "/v1/customers"))
      let answer = try await daemon.signUp("u1") { $0.phone = "12345" }
      #expect(answer.outcome == .created)
      let made = try #require(daemon.customers(of: "u1").first)
      #expect(made.phone == nil)
      #expect(made.email == "u1@example.com")
      #expect(try await daemon.user("u1").attempt.generation == 2)
      let review = try #require(try await daemon.reviews().first)
      #expect(review.reason == "refused_field")
      #expect(review.detail == "phone")
      #expect(review.userID == "u1")
    }
  }

  @Test("A refusal that names nothing puts the user before a person")
  func parked() async throws {
    try await Site.runDaemon { daemon in
      daemon.sandbox.inject(
        FaultScript(.refused(status: 402, code: nil), method: "POST", path: "/v1/customers"))
      let answer = try await daemon.signUp("u1")
      #expect(answer.outcome == .pending)
      #expect(answer.customer.state == .inReview)
      #expect(try await daemon.reviews().map(\.reason) == ["attempt_parked"])
      #expect(daemon.sandbox.customers().isEmpty)
    }
  }
}
