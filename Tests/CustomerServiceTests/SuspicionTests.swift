import CustomerAPI
import Foundation
import JSONRPC
import JSONRPCTransport
import StripeSandbox
import Testing

@Suite("A database that was lost or restored creates nothing before it was rebuilt from Stripe")
struct SuspicionTests {
  private func rebuild(_ daemon: TestDaemon) async throws -> WireReconcileResponse {
    var params = WireReconcileRequest()
    params.rebuild = true
    return try await daemon.ops.call(Reconcile.self, params)
  }

  /// Copies or removes the ledger's files: the database, its log, its witness.
  private func move(_ site: Site, _ from: String, to: String?, _ parts: [String]) throws {
    let files = FileManager.default
    for part in parts {
      let source = "\(site.directory)/\(from)\(part)"
      if let to {
        let target = "\(site.directory)/\(to)\(part)"
        try? files.removeItem(atPath: target)
        if files.fileExists(atPath: source) { try files.copyItem(atPath: source, toPath: target) }
      } else {
        try? files.removeItem(atPath: source)
      }
    }
  }

  /// Signs up meanwhile, sees that nothing is sent, rebuilds, and sees that it goes on.
  private func goThrough(
    _ daemon: TestDaemon, _ suspicion: String, known: [String: String]
  ) async throws {
    let made = daemon.sandbox.stats.customersCreated
    // The newcomer is stored; the users whom the ledger forgot come back with their next sign-up.
    for user in ["newcomer"] + known.keys.sorted().prefix(4) {
      let answer = try await daemon.signUp(user) { $0.wait = .stored }
      #expect(answer.customer.customerID == "" || answer.customer.customerID == known[user])
    }
    try await daemon.whenStripe(is: .ok)
    try await eventually("it says so") { try await daemon.status().suspicion == suspicion }
    let waited = try await daemon.signUp("impatient", timeout: .milliseconds(1500))
    #expect(waited.outcome == .pending)
    #expect(daemon.sandbox.stats.customersCreated == made)
    #expect(try await rebuild(daemon).duplicates == 0)
    #expect(try await daemon.status().suspicion == "")
    for (user, customer) in known {
      #expect(try await daemon.signUp(user).customer.customerID == customer)
      #expect(try await daemon.find(customer).userID == user)
      #expect(daemon.customers(of: user).count == 1)
    }
    _ = try await daemon.whenReady("newcomer")
    _ = try await daemon.whenReady("impatient")
    #expect(daemon.sandbox.stats.customersCreated == made + 2)
    #expect(try await daemon.status().counts.reviews == 0)
  }

  private func populate(
    _ daemon: TestDaemon, _ users: Range<Int>, _ known: inout [String: String]
  ) async throws {
    for number in users {
      known["u\(number)"] = try await daemon.signUp("u\(number)").customer.customerID
    }
  }

  @Test("An older copy: users made since keep their customers, also past the key's lifetime")
  func olderCopy() async throws {
    try await Site.run { site in
      var known: [String: String] = [:]
      try await site.daemon { daemon in
        try await populate(daemon, 0..<5, &known)
        site.sandbox.inject(FaultScript(.replyLostBeforeExecution, count: 1_000_000))
        try await daemon.signUp("u5") { $0.wait = .stored }
        try move(site, "ledger.sqlite", to: "copy.sqlite", ["", "-wal"])
        site.sandbox.clearFaults()
        try await populate(daemon, 5..<12, &known)
      }
      site.sandbox.forgetKeys()
      site.sandbox.advanceClock(by: .seconds(48 * 3600))
      try move(site, "ledger.sqlite", to: nil, ["-wal", "-shm"])
      try move(site, "copy.sqlite", to: "ledger.sqlite", ["", "-wal"])
      try await site.daemon { daemon in
        try await goThrough(daemon, "older_than_witness", known: known)
      }
      try await site.daemon { daemon async throws in
        #expect(try await daemon.status().suspicion == "")
      }
    }
  }

  @Test("A lost database, with and without its witness", arguments: [true, false])
  func lost(withWitness: Bool) async throws {
    try await Site.run { site in
      var known: [String: String] = [:]
      try await site.daemon { daemon in try await populate(daemon, 0..<8, &known) }
      site.sandbox.forgetKeys()
      site.sandbox.advanceClock(by: .seconds(48 * 3600))
      try move(
        site, "ledger.sqlite", to: nil,
        ["", "-wal", "-shm"] + (withWitness ? [] : [".witness"]))
      try await site.daemon { daemon in
        try await goThrough(
          daemon, withWitness ? "database_lost" : "unknown_at_stripe", known: known)
      }
    }
  }

  @Test("A copy that came to another host alone is not trusted; a fresh install is")
  func otherHost() async throws {
    try await Site.run { site in
      var known: [String: String] = [:]
      try await site.daemon(database: "fresh.sqlite") { daemon in
        try await populate(daemon, 0..<4, &known)
        #expect(try await daemon.status().suspicion == "")
      }
      try move(site, "fresh.sqlite", to: "other.sqlite", ["", "-wal"])
      try await site.daemon(database: "other.sqlite") { daemon in
        try await goThrough(daemon, "witness_missing", known: known)
      }
    }
  }

  @Test("A directory restored as a whole is found out by Stripe's newest customers")
  func wholeDirectory() async throws {
    try await Site.run { site in
      var known: [String: String] = [:]
      try await site.daemon { daemon in try await populate(daemon, 0..<3, &known) }
      try move(site, "ledger.sqlite", to: "copy.sqlite", ["", "-wal", ".witness"])
      try await site.daemon { daemon in try await populate(daemon, 3..<6, &known) }
      site.sandbox.forgetKeys()
      try await site.daemon(database: "copy.sqlite") { daemon in
        try await goThrough(daemon, "unknown_at_stripe", known: known)
      }
    }
  }

  @Test("After a rebuild, a guest who signed up and a customer made anew since are as at Stripe")
  func changedSince() async throws {
    try await Site.run { site in
      var (guest, anew) = ("", "")
      try await site.daemon { daemon in
        guest = try await daemon.checkOut("pay-1", email: "g@example.com").customer.customerID
        let old = try await daemon.signUp("u1").customer.customerID
        try move(site, "ledger.sqlite", to: "copy.sqlite", ["", "-wal"])
        let claimed = try await daemon.signUp("g1", email: "g@example.com") {
          $0.emailVerified = true
        }
        #expect(claimed.customer.customerID == guest)
        site.sandbox.deleteCustomer(old)
        try await daemon.update("u1") { $0.name = "Anew" }
        anew = try await daemon.whenReady("u1").customerID
        #expect(anew != old)
        try await eventually("stripe is told everything") {
          try await daemon.status().counts.updatesPending == 0
        }
      }
      site.sandbox.forgetKeys()
      try move(site, "ledger.sqlite", to: nil, ["-wal", "-shm"])
      try move(site, "copy.sqlite", to: "ledger.sqlite", ["", "-wal"])
      try await site.daemon { daemon in
        _ = try await rebuild(daemon)
        #expect(try await daemon.signUp("u1").customer.customerID == anew)
        #expect(try await daemon.find(guest).userID == "g1")
        #expect(try await daemon.checkOut("pay-1").customer.userID == "g1")
        #expect(try await daemon.status().counts.reviews == 0)
      }
    }
  }
}
