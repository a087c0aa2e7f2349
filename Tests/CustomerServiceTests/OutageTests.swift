import CustomerAPI
import CustomerService
import JSONRPC
import StripeSandbox
import Testing

@Suite("While Stripe does not answer, sign-ups are accepted and nothing is lost")
struct OutageTests {
  @Test("Stripe down: PENDING within the deadline, DOWN and the backlog in the status")
  func down() async throws {
    // Answered half a second on, with time to spare for a machine that is busy.
    let margin = Duration.milliseconds(29_500)
    try await Site.runDaemon(adjusting: { $0.answerMargin = margin }) { daemon in
      try await daemon.whenStripe(is: .ok)
      daemon.sandbox.setDown(true)
      let clock = ContinuousClock()
      let start = clock.now
      let answer = try await daemon.signUp("u1", timeout: .seconds(30))
      #expect(clock.now - start < .seconds(30))
      #expect(answer.outcome == .pending)
      #expect(answer.customer.state == .pending)
      try await daemon.whenStripe(is: .down)
      let status = try await daemon.status()
      #expect(status.counts.pending == 1)
      #expect(status.hasOldestPendingSince)
      #expect(!status.lastError.isEmpty)
      daemon.sandbox.setDown(false)
      let customer = try await daemon.whenReady("u1")
      #expect(daemon.customers(of: "u1").map(\.id) == [customer.customerID])
      try await daemon.whenStripe(is: .ok)
      #expect(try await daemon.status().lastError.isEmpty)
    }
  }

  @Test("Stripe down at the start: the daemon serves, and sends once Stripe is there")
  func downAtStart() async throws {
    try await Site.run { site in
      site.sandbox.setDown(true)
      try await site.daemon { daemon in
        try await daemon.signUp("u1") { $0.wait = .stored }
        try await daemon.whenStripe(is: .down)
        #expect(try await daemon.status().stripeAccountID.isEmpty)
        daemon.sandbox.setDown(false)
        _ = try await daemon.whenReady("u1")
        #expect(try await daemon.status().stripeAccountID == "acct_sandbox0000001")
      }
    }
  }

  @Test("A refused key holds all sending; once it works again the backlog is worked off")
  func accountHold() async throws {
    try await Site.runDaemon { daemon in
      try await daemon.signUp("u0")
      daemon.sandbox.inject(
        FaultScript(.refused(status: 401, code: nil), count: 1_000_000))
      for number in 1...5 { try await daemon.signUp("u\(number)") { $0.wait = .stored } }
      try await daemon.whenStripe(is: .accountHold)
      #expect(daemon.sandbox.stats.customersCreated == 1)
      #expect(try await daemon.signUp("u0").outcome == .existing)
      let error = try await daemon.refusal {
        _ = try await daemon.send(#"{}"#, to: Reconcile.name, as: daemon.ops)
      }
      #expect(error?.reason == .accountOnHold)
      daemon.sandbox.clearFaults()
      for number in 1...5 { _ = try await daemon.whenReady("u\(number)") }
      #expect(daemon.sandbox.stats.customersCreated == 6)
      #expect(try await daemon.reviews().isEmpty)
    }
  }
}
