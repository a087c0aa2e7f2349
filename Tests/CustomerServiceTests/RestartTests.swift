import CustomerAPI
import CustomerService
import CustomerStore
import StripeSandbox
import Testing

@Suite("A daemon that ends and starts again goes on where the ledger stands")
struct RestartTests {
  @Test("What was accepted before the end is done after it, once each")
  func resumes() async throws {
    try await Site.run { site in
      try await site.daemon { daemon in
        try await daemon.signUp("early")
        site.sandbox.inject(
          FaultScript(.replyLostAfterExecution, method: "POST", path: "/v1/customers", count: 2))
        site.sandbox.inject(FaultScript(.replyLostBeforeExecution, count: 1_000_000))
        for number in 0..<20 { try await daemon.signUp("u\(number)") { $0.wait = .stored } }
        try await daemon.update("early") {
          $0.name = "Later"
          $0.wait = .stored
        }
        try await daemon.whenStripe(is: .down)
      }
      site.sandbox.clearFaults()
      try await site.daemon { daemon in
        for number in 0..<20 { _ = try await daemon.whenReady("u\(number)") }
        try await eventually("stripe is told everything") {
          try await daemon.status().counts.updatesPending == 0
        }
        #expect(daemon.customers(of: "early").first?.name == "Later")
        for number in 0..<20 { #expect(daemon.customers(of: "u\(number)").count == 1) }
        #expect(daemon.sandbox.stats.customersCreated == 21)
      }
    }
  }

  @Test("A known user is answered alike before and after")
  func remembers() async throws {
    try await Site.run { site in
      var before = WireCustomer()
      try await site.daemon { daemon in before = try await daemon.signUp("u1").customer }
      try await site.daemon { daemon in
        let after = try await daemon.signUp("u1")
        #expect(after.outcome == .existing)
        #expect(after.customer == before)
      }
    }
  }

  @Test("A second daemon on the ledger is refused")
  func inUse() async throws {
    try await Site.run { site in
      try await site.daemon { _ in
        await #expect(throws: LedgerError.inUse) { try await site.daemon { _ in } }
      }
    }
  }

  @Test("A key of the other mode is refused at the start")
  func wrongMode() async throws {
    try await Site.run { site in
      try await site.daemon { daemon in try await daemon.signUp("u1") }
      await #expect(throws: ServiceError.wrongMode(ledger: "test", key: "live")) {
        try await site.daemon(key: "sk_live_sandbox") { _ in }
      }
    }
  }

  @Test("A key of another account ends the daemon before anything is sent")
  func wrongAccount() async throws {
    try await Site.run { site in
      try await site.daemon { daemon in try await daemon.signUp("u1") }
      site.sandbox.setAccountID("acct_other")
      await #expect(throws: ServiceError.wrongAccount) {
        try await site.daemon { daemon in
          try await daemon.signUp("u2") { $0.wait = .stored }
          try await eventually("the engine has ended") { daemon.engineHasEnded() }
        }
      }
      #expect(site.sandbox.stats.customersCreated == 1)
    }
  }
}
