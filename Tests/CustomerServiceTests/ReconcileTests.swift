import CustomerAPI
import CustomerModel
import CustomerService
import JSONRPC
import JSONRPCTransport
import StripeSandbox
import Testing

@Suite("Reconcile compares the ledger with Stripe's list")
struct ReconcileTests {
  private func reconcile(
    _ daemon: TestDaemon, rebuild: Bool = false
  ) async throws -> WireReconcileResponse {
    var params = WireReconcileRequest()
    params.rebuild = rebuild
    return try await daemon.ops.call(Reconcile.self, params)
  }

  @Test("Reconcile with rebuild restores a lost ledger from Stripe and makes nothing")
  func rebuilds() async throws {
    try await Site.run { site in
      var ids: [String: String] = [:]
      try await site.daemon(database: "lost.sqlite") { daemon in
        for number in 0..<120 { try await daemon.signUp("u\(number)") { $0.wait = .stored } }
        for number in 0..<120 {
          ids["u\(number)"] = try await daemon.whenReady("u\(number)").customerID
        }
        _ = try await daemon.checkOut("pay-1", email: "g@example.com")
      }
      site.sandbox.plantCustomer(email: "stranger@example.com")
      let before = site.sandbox.customers().count
      try await site.daemon(database: "fresh.sqlite") { daemon in
        let tally = try await reconcile(daemon, rebuild: true)
        #expect(tally.scanned == 122)
        #expect(tally.ours == 121)
        #expect(tally.bound == 121)
        #expect(tally.duplicates == 0)
        #expect(tally.missing == 0)
        for (userID, id) in ids { #expect(try await daemon.find(id).userID == userID) }
        let again = try await daemon.signUp("u7")
        #expect(again.outcome == .existing)
        #expect(again.customer.customerID == ids["u7"])
        let guest = try await daemon.checkOut("pay-2", email: "g@example.com")
        #expect(guest.outcome == .existing)
        #expect(daemon.sandbox.customers().count == before)
        #expect(try await reconcile(daemon, rebuild: true).bound == 0)
      }
    }
  }

  @Test("Without rebuild, users that the ledger does not know are left alone")
  func leavesUnknown() async throws {
    try await Site.run { site in
      try await site.daemon(database: "lost.sqlite") { daemon in try await daemon.signUp("u1") }
      try await site.daemon(database: "fresh.sqlite") { daemon in
        let tally = try await reconcile(daemon)
        #expect(tally.ours == 1)
        #expect(tally.bound == 0)
        #expect(try await daemon.status().counts.users == 0)
      }
    }
  }

  @Test("A duplicate becomes a review and a deleted customer is counted; nothing is deleted")
  func reports() async throws {
    try await Site.runDaemon { daemon in
      try await daemon.signUp("u1")
      let gone = try await daemon.signUp("u2").customer.customerID
      daemon.sandbox.deleteCustomer(gone)
      let ours = try #require(daemon.customers(of: "u1").first)
      let planted = daemon.sandbox.plantCustomer(metadata: ours.metadata)
      let tally = try await reconcile(daemon)
      #expect(tally.duplicates == 1)
      #expect(tally.missing == 1)
      let review = try #require(try await daemon.reviews().first)
      #expect(review.reason == "duplicate_customer")
      #expect(review.customerID == planted.id)
      #expect(daemon.customers(of: "u1").count == 2)
      #expect(try await daemon.signUp("u1").customer.customerID == ours.id)
      _ = try await reconcile(daemon)
      #expect(try await daemon.reviews().count == 1)
    }
  }

  @Test("Another installation's customers are not ours, even where its name begins with ours")
  func namespaces() async throws {
    try await Site.run { site in
      let other = LedgerNamespace(unchecked: site.namespace.rawValue + "-eu")
      try await site.daemon(database: "other.sqlite", adjusting: { $0.namespace = other }) {
        try await $0.signUp("u1")
      }
      try await site.daemon(database: "mine.sqlite") { daemon in
        let tally = try await reconcile(daemon, rebuild: true)
        #expect(tally.scanned == 1)
        #expect(tally.ours == 0)
        #expect(tally.bound == 0)
      }
    }
  }

  @Test("Of two passes at once the second is refused, and afterwards the turn is free")
  func oneAtATime() async throws {
    try await Site.runDaemon { daemon in
      daemon.sandbox.inject(
        FaultScript(.slow(milliseconds: 500), method: "GET", path: "/v1/customers", count: 2))
      let refusals = try await withThrowingTaskGroup(of: RPCError?.self) { group in
        for _ in 0..<2 {
          group.addTask { try await daemon.refusal { _ = try await reconcile(daemon) } }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      let refused = refusals.compactMap { $0 }
      #expect(refused.map(\.reason) == [.reconcileRunning])
      #expect(refused.map(\.executed) == [.no])
      daemon.sandbox.clearFaults()
      #expect(try await reconcile(daemon).scanned == 0)
    }
  }

  @Test("A draining daemon begins no pass")
  func draining() async throws {
    try await Site.runDaemon { daemon in
      _ = try await daemon.ops.call(Drain.self, WireDrainRequest())
      // Past the client, which would ask again until its deadline.
      let sent = try await Conversation.ask(
        daemon.dispatcher, #"{"jsonrpc":"2.0","id":1,"method":"Reconcile"}"#, role: .ops)
      let reply = sent.first.flatMap { JSONObject($0) }
      let error = reply?["error"].flatMap { RPCError(decoding: $0) }
      #expect(error?.reason == .draining)
      #expect(error?.executed == .no)
    }
  }

  @Test("A list that fails is no proof of absence")
  func failingList() async throws {
    try await Site.runDaemon { daemon in
      try await daemon.signUp("u1")
      daemon.sandbox.inject(
        FaultScript(.gateway(status: 502, executed: false), method: "GET", path: "/v1/customers"))
      // With more time the client would ask again by itself, and be answered.
      let error = try await daemon.refusal {
        _ = try await daemon.ops.call(
          Reconcile.self, WireReconcileRequest(), timeout: .milliseconds(4500))
      }
      #expect(error?.status == .unavailable)
      #expect(error?.reason == .stripeUnavailable)
      #expect(try await reconcile(daemon).missing == 0)
    }
  }
}
