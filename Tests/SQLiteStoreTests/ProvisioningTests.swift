import CustomerModel
import CustomerStore
import SQLiteStore
import Testing

@Suite("the ledger's transactions")
struct ProvisioningTests {
  private let user = Sample.user("u-1")

  @Test("a user begins once, however often they are heard of")
  func once() async throws {
    try await TemporaryLedger.eachBackend { ledger async throws in
      #expect(try await ledger.begin("u-1").origin == .created)
      #expect(try await ledger.begin("u-1").origin == .known)
      #expect(try ledger.latest(user)?.attempt == Attempt(subject: user))
      #expect(try ledger.read { r throws(LedgerError) in try r.counts() }.openAttempts == 1)
    }
  }

  @Test("an attempt's state comes back as it was stored, bytes and all")
  func frozen() async throws {
    try await TemporaryLedger.eachBackend { ledger async throws in
      _ = try await ledger.begin("u-1")
      let planned = try #require(try ledger.latest(user))
      let frozen = try await ledger.write { tx throws(LedgerError) in
        try tx.freeze(planned, Sample.request)
      }
      #expect(frozen.attempt.state == .sending(Sample.request, ambiguous: false))
      let stored = try #require(try ledger.latest(user))
      // Whoever finds the row after a crash must reckon with a send that was under way.
      #expect(stored.attempt.state == .sending(Sample.request, ambiguous: true))
      #expect(stored.revision == frozen.revision)
      try await ledger.write { tx throws(LedgerError) in
        try tx.postpone(frozen, ambiguous: true, until: Sample.now + .seconds(9), error: "x")
      }
      let later = try #require(try ledger.latest(user))
      #expect(later.attempt.state == .sending(Sample.request, ambiguous: true))
      #expect(later.tries == 1 && later.lastError == "x")
      try await ledger.write { tx throws(LedgerError) in
        try tx.burn(
          later, .windowOver, quietUntil: Sample.stripeNow, due: Sample.now, at: Sample.now)
      }
      let burnt = try ledger.read { r throws(LedgerError) in try r.burntAttempts(limit: 9) }
      #expect(burnt.count == 1)
    }
  }

  @Test("two writers of one attempt: the second is stale and changes nothing")
  func stale() async throws {
    try await TemporaryLedger.eachBackend { ledger async throws in
      _ = try await ledger.begin("u-1")
      let planned = try #require(try ledger.latest(user))
      _ = try await ledger.write { tx throws(LedgerError) in
        try tx.freeze(planned, Sample.request)
      }
      await #expect(throws: LedgerError.stale) {
        try await ledger.write { tx throws(LedgerError) in
          try tx.freeze(planned, Sample.request)
        }
      }
    }
  }

  @Test("a bound user has customer, binding and audit in one commit")
  func bound() async throws {
    try await TemporaryLedger.eachBackend { ledger async throws in
      _ = try await ledger.begin("u-1", email: "a@x.de")
      try await ledger.bind(user, to: "cus_1")
      let record = try #require(try ledger.record(user))
      #expect(record.state == .ready && record.customerID?.rawValue == "cus_1")
      #expect(record.toldProfile == record.profile && record.ownerTold)
      let (binding, audits) = try ledger.read { r throws(LedgerError) in
        (
          try r.binding(of: CustomerID(unchecked: "cus_1")), try r.audits(after: 0, limit: 99)
        )
      }
      #expect(binding?.subject == user)
      #expect(audits.map(\.entry.event) == ["user.begun", "customer.bound"])
    }
  }

  @Test("no customer is bound to two subjects: the second goes to a person")
  func twoOwners() async throws {
    try await TemporaryLedger.eachBackend { ledger async throws in
      _ = try await ledger.begin("u-1")
      _ = try await ledger.begin("u-2")
      try await ledger.bind(user, to: "cus_1")
      try await ledger.bind(Sample.user("u-2"), to: "cus_1")
      #expect(try ledger.record(Sample.user("u-2"))?.state == .inReview)
      #expect(try ledger.record(Sample.user("u-2"))?.customerID == nil)
    }
  }

  @Test("a deleted customer is retired, found again as retired, and replaced by a new generation")
  func deleted() async throws {
    try await TemporaryLedger.eachBackend { ledger async throws in
      _ = try await ledger.begin("u-1")
      try await ledger.bind(user, to: "cus_1")
      let customer = CustomerID(unchecked: "cus_1")
      let first = try await ledger.write { tx throws(LedgerError) in
        try tx.customerDeleted(customer, recreate: true, at: Sample.now)
      }
      let second = try await ledger.write { tx throws(LedgerError) in
        try tx.customerDeleted(customer, recreate: true, at: Sample.now)
      }
      #expect(first && !second)
      #expect(try ledger.record(user)?.state == .pending)
      #expect(try ledger.latest(user)?.attempt.generation == Generation(number: 2))
      try await ledger.bind(user, to: "cus_2")
      let binding = try ledger.read { r throws(LedgerError) in try r.binding(of: customer) }
      #expect(binding?.retiredReason == "deleted_at_stripe")
    }
  }

  @Test("a refused field begins the next generation without it and leaves a review")
  func refused() async throws {
    try await TemporaryLedger.eachBackend { ledger async throws in
      _ = try await ledger.begin("u-1")
      let planned = try #require(try ledger.latest(user))
      try await ledger.write { tx throws(LedgerError) in
        let frozen = try tx.freeze(planned, Sample.request)
        try tx.replace(frozen, omitting: .phone, at: Sample.now)
      }
      let next = try #require(try ledger.latest(user))
      #expect(next.attempt.omitting == [.phone] && next.attempt.state == .planned)
      let reviews = try ledger.read { r throws(LedgerError) in
        try r.reviews(after: 0, includingResolved: false, limit: 9)
      }
      #expect(reviews.map(\.reason) == ["refused_field"])
    }
  }

  @Test("the audit chain links every row to the one before")
  func chain() async throws {
    try await TemporaryLedger.eachBackend { ledger async throws in
      for number in 0..<20 { _ = try await ledger.begin("u-\(number)") }
      let rows = try ledger.read { r throws(LedgerError) in try r.audits(after: 0, limit: 99) }
      var previous = AuditLink.origin
      for (index, row) in rows.enumerated() {
        #expect(row.sequence == Int64(index + 1))
        let link = AuditLink(after: previous, sequence: row.sequence, entry: row.entry)
        #expect(row.link == link)
        previous = link
      }
      #expect(rows.count == 20)
    }
  }

  @Test("what a body throws undoes its own changes and nobody else's")
  func savepoint() async throws {
    try await TemporaryLedger.eachBackend { ledger async throws in
      let (bad, good) = (try Sample.intent("bad"), try Sample.intent("good"))
      async let passing = ledger.write { tx throws(LedgerError) in
        try tx.begin(good, at: Sample.now)
      }
      await #expect(throws: LedgerError.conflict("on purpose")) {
        try await ledger.write { tx throws(LedgerError) in
          _ = try tx.begin(bad, at: Sample.now)
          throw .conflict("on purpose")
        }
      }
      _ = try await passing
      #expect(try ledger.record(Sample.user("bad")) == nil)
      #expect(try ledger.record(Sample.user("good")) != nil)
    }
  }

  @Test("many writers at once: every one is there, and every user began once")
  func crowd() async throws {
    try await TemporaryLedger.eachBackend { ledger async throws in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<400 {
          group.addTask { _ = try await ledger.begin("u-\(number % 100)") }
        }
        try await group.waitForAll()
      }
      let counts = try ledger.read { r throws(LedgerError) in try r.counts() }
      #expect(counts.users == [.pending: 100] && counts.openAttempts == 100)
    }
  }

  @Test("after closing, nothing is accepted")
  func closed() async throws {
    let place = try TemporaryLedger()
    defer { place.remove() }
    let ledger = try place.open()
    await ledger.close()
    await #expect(throws: LedgerError.closed) { _ = try await ledger.begin("u-1") }
  }
}
