import CustomerModel
import CustomerStore
import SQLiteStore
import Testing

@Suite("whose customer a checkout uses")
struct CheckoutTests {
  private func begin(
    _ ledger: any CustomerLedger, _ intent: CheckoutIntent
  ) async throws -> Begun {
    try await ledger.write { tx throws(LedgerError) in try tx.begin(intent, at: Sample.now) }
  }

  @Test("the address of one registered user gives that user, unverified")
  func registered() async throws {
    try await TemporaryLedger.eachBackend { ledger async throws in
      _ = try await ledger.begin("u-1", email: "Ada@x.de")
      let begun = try await begin(
        ledger, Sample.checkout("ip-1", email: "ada@X.de", guest: "g-1"))
      #expect(begun.record.subject == Sample.user("u-1"))
      #expect(begun.matchedBy == .emailUnverified)
    }
  }

  @Test("an address that two users share gives neither, and policy can forbid the match")
  func ambiguous() async throws {
    try await TemporaryLedger.eachBackend { ledger async throws in
      _ = try await ledger.begin("u-1", email: "a@x.de")
      let guest = try await begin(
        ledger, Sample.checkout("ip-0", email: "a@x.de", guest: "g-0", matches: false))
      #expect(guest.record.subject.kind == "guest")
      _ = try await ledger.begin("u-2", email: "A@x.de")
      let begun = try await begin(
        ledger, Sample.checkout("ip-1", email: "a@x.de", guest: "g-1"))
      #expect(begun.record.subject.kind == "guest" && begun.matchedBy == .guestEmail)
    }
  }

  @Test("a guest is made once, and the same payment always gets the same answer")
  func guest() async throws {
    try await TemporaryLedger.eachBackend { ledger async throws in
      let first = try await begin(ledger, Sample.checkout("ip-1", email: "g@x.de", guest: "g-1"))
      let again = try await begin(ledger, Sample.checkout("ip-2", email: "G@x.de", guest: "g-2"))
      #expect(first.origin == .created)
      #expect(again.record.subject == first.record.subject)
      _ = try await ledger.begin("u-1", email: "g@x.de")
      let same = try await begin(ledger, Sample.checkout("ip-1", email: "g@x.de", guest: "g-3"))
      #expect(same.record.subject == first.record.subject && same.matchedBy == first.matchedBy)
    }
  }

  @Test("a guest who signs up with a verified address keeps their customer, and Stripe is told")
  func claim() async throws {
    try await TemporaryLedger.eachBackend { ledger async throws in
      let guest = try await begin(ledger, Sample.checkout("ip-1", email: "g@x.de", guest: "g-1"))
      try await ledger.bind(guest.record.subject, to: "cus_1")
      #expect(try await ledger.begin("u-0", email: "g@x.de").origin == .created)
      let claimed = try await ledger.begin("u-1", email: "G@x.de", verified: true)
      #expect(claimed.origin == .claimed && claimed.record.customerID?.rawValue == "cus_1")
      let (update, answer) = try ledger.read { r throws(LedgerError) in
        (
          try r.update(of: Sample.user("u-1")),
          try r.answered(IntakePaymentID(unchecked: "ip-1"))
        )
      }
      #expect(update != nil)
      #expect(answer?.record.subject == Sample.user("u-1"))
    }
  }
}
