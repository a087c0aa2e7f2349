import CustomerModel
import CustomerStore
import SQLiteStore
import Testing

@Suite("what Stripe has still to be told")
struct UpdateTests {
  private let user = Sample.user("u-1")

  private func change(_ ledger: any CustomerLedger, name: String) async throws {
    let change = ProfileChange(given: Profile(name: try PersonName(name)))
    _ = try await ledger.write { [user] tx throws(LedgerError) in
      try tx.change(user, change, actor: "auth", at: Sample.now)
    }
  }

  private func update(_ ledger: any CustomerLedger) throws -> UpdateRecord? {
    try ledger.read { r throws(LedgerError) in try r.update(of: user) }
  }

  @Test("a change that changes nothing is not told; one that does is told once")
  func nothing() async throws {
    try await TemporaryLedger.eachBackend { ledger async throws in
      _ = try await ledger.begin("u-1")
      try await change(ledger, name: "A")
      let first = try #require(try update(ledger))
      try await change(ledger, name: "A")
      #expect(try update(ledger) == first)
      #expect(try ledger.record(user)?.profileVersion == 2)
    }
  }

  @Test("the update of a user without a customer waits for the customer")
  func pending() async throws {
    try await TemporaryLedger.eachBackend { ledger async throws in
      _ = try await ledger.begin("u-1")
      try await change(ledger, name: "A")
      func due() throws -> Int {
        try ledger.read { r throws(LedgerError) in
          try r.dueUpdates(at: Sample.now, horizon: Sample.now + .seconds(999), limit: 9).count
        }
      }
      #expect(try due() == 0)
      try await ledger.bind(user, to: "cus_1", held: Profile())
      #expect(try due() == 1)
    }
  }

  @Test("a change during a send is told afterwards: the latest wins")
  func latest() async throws {
    try await TemporaryLedger.eachBackend { ledger async throws in
      _ = try await ledger.begin("u-1")
      try await ledger.bind(user, to: "cus_1")
      try await change(ledger, name: "A")
      let waiting = try #require(try update(ledger))
      let told = try #require(try ledger.record(user))
      let frozen = UpdateRecord.Frozen(
        version: told.profileVersion, key: IdempotencyKey(unchecked: "k"), body: [1],
        profile: told.profile)
      let sent = try await ledger.write { tx throws(LedgerError) in
        try tx.freeze(waiting, frozen)
      }
      try await change(ledger, name: "B")
      #expect(try update(ledger)?.frozen == frozen)
      try await ledger.write { tx throws(LedgerError) in
        try tx.settle(sent, frozen, at: Sample.now)
      }
      let rest = try #require(try update(ledger))
      #expect(rest.frozen == nil)
      #expect(try ledger.record(user)?.toldProfile?.name?.text == "A")
      #expect(try ledger.record(user)?.profile.name?.text == "B")
    }
  }
}
