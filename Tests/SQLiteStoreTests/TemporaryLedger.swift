import CustomerModel
import CustomerStore
import Foundation
import SQLiteStore

/// A ledger in a directory of its own, removed afterwards.
struct TemporaryLedger {
  let directory: URL
  var path: String { directory.appending(path: "customers.sqlite").path }

  init() throws {
    directory = FileManager.default.temporaryDirectory.appending(path: "ledger-\(UUID())")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
  }

  func open() throws(LedgerError) -> SQLiteLedger { try SQLiteLedger(path: path) { _ in } }

  /// Runs the same test on every backend: on a file, removed afterwards, and in memory.
  static func eachBackend(_ body: (any CustomerLedger) async throws -> Void) async throws {
    let place = try TemporaryLedger()
    defer { place.remove() }
    let ledger = try place.open()
    do {
      try await body(ledger)
    } catch {
      await ledger.close()
      throw error
    }
    await ledger.close()
    try await body(MemoryLedger())
  }

  func remove() { try? FileManager.default.removeItem(at: directory) }
}

/// Values that the tests share.
enum Sample {
  static let now = WallTime(milliseconds: 1_800_000_000_000)
  static let stripeNow = StripeInstant(seconds: 1_800_000_000)

  static func user(_ id: String) -> Subject { .user(UserID(unchecked: id)) }

  static func intent(
    _ id: String, email: String? = nil, verified: Bool = false
  ) throws -> UserIntent {
    let profile = Profile(email: try email.map { try EmailAddress($0) })
    return UserIntent(
      userID: try UserID(id), profile: profile, emailVerified: verified,
      source: .platformSignup, role: "auth")
  }

  static func checkout(
    _ payment: String?, email: String?, guest: String, matches: Bool = true
  ) throws -> CheckoutIntent {
    CheckoutIntent(
      intakePaymentID: try payment.map { try IntakePaymentID($0) },
      profile: Profile(email: try email.map { try EmailAddress($0) }), source: .intakePayment,
      role: "intake", matchesRegistered: matches, newGuestID: try GuestID(guest))
  }

  static func candidate(_ id: String, for subject: Subject) -> Candidate {
    Candidate(
      customerID: CustomerID(unchecked: id), created: stripeNow, mode: .test, owner: subject,
      provisionKey: nil)
  }

  static let request = FrozenRequest(
    key: IdempotencyKey(unchecked: "test-1-ab"), body: [0, 255, 38], watermark: stripeNow,
    credential: "one")
}

extension CustomerLedger {
  func begin(_ id: String, email: String? = nil, verified: Bool = false) async throws -> Begun {
    let intent = try Sample.intent(id, email: email, verified: verified)
    return try await write { tx throws(LedgerError) in try tx.begin(intent, at: Sample.now) }
  }

  func latest(_ subject: Subject) throws(LedgerError) -> AttemptRecord? {
    try read { reader throws(LedgerError) in try reader.latestAttempt(of: subject) }
  }

  func record(_ subject: Subject) throws(LedgerError) -> SubjectRecord? {
    try read { reader throws(LedgerError) in try reader.subject(subject) }
  }

  /// Takes a subject through freeze and bind.
  func bind(_ subject: Subject, to id: String, held: Profile? = nil) async throws {
    guard let planned = try latest(subject) else { throw LedgerError.stale }
    let wanted = try record(subject)?.profile ?? Profile()
    try await write { tx throws(LedgerError) in
      let frozen = try tx.freeze(planned, Sample.request)
      try tx.bind(
        frozen, to: Sample.candidate(id, for: subject), duplicates: [], held: held ?? wanted,
        at: Sample.now)
    }
  }
}
