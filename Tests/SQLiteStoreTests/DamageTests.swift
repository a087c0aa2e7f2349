import CSQLite
import CustomerModel
import CustomerStore
import Foundation
import SQLiteStore
import Synchronization
import Testing

@Suite("a damaged file gives the right answer or none")
struct DamageTests {
  /// What a ledger answers about who has which customer, and what it would send.
  struct Answers: Equatable {
    var customers: [String: String?] = [:]
    var owners: [String: String] = [:]
    var attempts: [String: AttemptState] = [:]
  }

  private static let users = 60

  private func fill(_ ledger: SQLiteLedger) async throws {
    for number in 0..<Self.users {
      _ = try await ledger.begin("u-\(number)", email: "u\(number)@x.de")
      let subject = Sample.user("u-\(number)")
      if number % 3 != 0 {
        try await ledger.bind(subject, to: "cus_\(number)")
      } else if let planned = try ledger.latest(subject) {
        _ = try await ledger.write { tx throws(LedgerError) in
          try tx.freeze(planned, Sample.request)
        }
      }
    }
  }

  private func answers(_ ledger: SQLiteLedger) throws(LedgerError) -> Answers {
    var answers = Answers()
    for number in 0..<Self.users {
      let subject = Sample.user("u-\(number)")
      answers.customers["u-\(number)"] = try ledger.record(subject)?.customerID?.rawValue
      answers.attempts["u-\(number)"] = try ledger.latest(subject)?.attempt.state
      let binding = try ledger.read { reader throws(LedgerError) in
        try reader.binding(of: CustomerID(unchecked: "cus_\(number)"))
      }
      answers.owners["cus_\(number)"] = binding?.subject.id
    }
    return answers
  }

  /// Opens a damaged file: the answers it gives, or nil when it refuses.
  private func open(_ place: TemporaryLedger) async -> Answers? {
    let ledger: SQLiteLedger
    do { ledger = try place.open() } catch { return nil }
    let suspicion = try? ledger.read { reader throws(LedgerError) in try reader.suspicion() }
    let answers = try? answers(ledger)
    await ledger.close()
    // A database that is known to be older answers for its own time, and creates nothing.
    return suspicion.flatMap { $0 } == nil ? answers : nil
  }

  @Test("a byte changed anywhere in any page is never a wrong mapping, nor a wrong request")
  func everyPage() async throws {
    var random = Dice(seed: UInt64.random(in: .min ... .max))
    let place = try TemporaryLedger()
    defer { place.remove() }
    let first = try place.open()
    try await fill(first)
    let truth = try answers(first)
    await first.close()
    try checkpoint(place.path)
    let whole = try place.bytes("")
    let pages = whole.count / 4096
    #expect(pages > 10)
    var refused = 0
    for page in 0..<pages {
      for _ in 0..<6 {
        let copy = try place.copy(["witness"])
        defer { copy.remove() }
        var bytes = whole
        // Most of a page that is not full is empty: look for a byte that says something.
        var offset = page * 4096 + random.below(4096)
        for _ in 0..<50 where bytes[offset] == 0 { offset = page * 4096 + random.below(4096) }
        bytes[offset] ^= UInt8(1 << random.below(8))
        try copy.write(bytes, "")
        let found = await open(copy)
        if found == nil { refused += 1 }
        #expect(found == nil || found == truth, "seed \(random.seed), byte \(offset)")
      }
    }
    #expect(refused > pages)
  }

  @Test("a changed byte in the log loses commits, and the ledger says so")
  func log() async throws {
    let place = try TemporaryLedger()
    defer { place.remove() }
    let ledger = try place.open()
    for number in 0..<5 { try await ledger.bindNew("u-\(number)", "cus_\(number)") }
    let copy = try place.copy(["", "wal", "witness"])
    defer { copy.remove() }
    let witness = try copy.bytes("witness")
    #expect(!witness.isEmpty)
    var log = try copy.bytes("wal")
    // The first frame: none after it counts, unless the database has it already.
    for index in 60..<90 { log[index] ^= 0xff }
    try copy.write(log, "wal")
    let again = try copy.open()
    let suspicion = try again.read { reader throws(LedgerError) in try reader.suspicion() }
    // The witness is exact for what was sent; a binding alone it may have seen a second later.
    let state = try again.latest(Sample.user("u-4"))?.attempt.state
    let isKnown =
      switch state {
      case .sending(Sample.request, _), .bound: true
      default: false
      }
    #expect(suspicion != nil || isKnown, "\(suspicion as Any)")
    let told: [Suspicion?] = [nil, .olderThanWitness, .databaseLost]
    #expect(told.contains(suspicion))
    await again.close()
    await ledger.close()
  }

  @Test("damage found while it runs is told once, and what is read is refused")
  func whileRunning() async throws {
    let place = try TemporaryLedger()
    defer { place.remove() }
    let first = try place.open()
    try await fill(first)
    await first.close()
    try sql(place.path, "UPDATE subjects SET customer_id = 'cus_x1' WHERE id = 'u-1'")
    let told = Mutex<[LedgerError]>([])
    let ledger = try SQLiteLedger(path: place.path) { error in told.withLock { $0.append(error) } }
    #expect(throws: LedgerError.corrupt("a row does not fit its seal")) {
      try ledger.record(Sample.user("u-1"))
    }
    #expect(told.withLock { $0 } == [.corrupt("a row does not fit its seal")])
    await ledger.close()
  }

  private func checkpoint(_ path: String) throws {
    try sql(path, "PRAGMA wal_checkpoint(TRUNCATE)")
  }

  private func sql(_ path: String, _ text: String) throws {
    var handle: OpaquePointer?
    defer { sqlite3_close_v2(handle) }
    guard sqlite3_open(path, &handle) == SQLITE_OK,
      sqlite3_exec(handle, text, nil, nil, nil) == SQLITE_OK
    else { throw LedgerError.engine("\(sqlite3_extended_errcode(handle))") }
  }
}

/// Numbers by chance that a seed gives again.
struct Dice {
  let seed: UInt64
  private var state: UInt64

  init(seed: UInt64) {
    self.seed = seed
    state = seed
  }

  mutating func below(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }
}
