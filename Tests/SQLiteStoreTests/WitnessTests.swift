import CustomerModel
import CustomerStore
import Foundation
import SQLiteStore
import Testing

@Suite("the witness tells an older copy of the database from the one that was left")
struct WitnessTests {
  @Test("opening again after closing, and after a crash at any commit, is never suspicious")
  func ordinaryRestarts() async throws {
    let place = try TemporaryLedger()
    defer { place.remove() }
    let ledger = try place.open()
    for number in 0..<20 {
      _ = try await ledger.begin("u-\(number)")
      if number % 2 == 0 { try await ledger.bind(Sample.user("u-\(number)"), to: "cus_\(number)") }
      // What a crash leaves at this moment: the files as they are, the witness read first.
      let crash = try place.copy(["witness", "", "wal"])
      defer { crash.remove() }
      try await crash.expect(nil)
    }
    await ledger.close()
    try await place.expect(nil)
  }

  @Test("a copy from before a request was sent is suspicious at once, without a clean end")
  func exactForSends() async throws {
    let place = try TemporaryLedger()
    defer { place.remove() }
    let ledger = try place.open()
    _ = try await ledger.begin("u-1")
    let older = try place.copy(["", "wal"])
    defer { older.remove() }
    let planned = try #require(try ledger.latest(Sample.user("u-1")))
    _ = try await ledger.write { tx throws(LedgerError) in
      try tx.freeze(planned, Sample.request)
    }
    // Whoever was answered may send: the witness on the disk has seen the commit by now.
    try older.take("witness", from: place)
    try await older.expect(.olderThanWitness)
    await ledger.close()
  }

  @Test("a copy from before the last clean end is suspicious, whatever was committed since")
  func exactAfterClosing() async throws {
    let place = try TemporaryLedger()
    defer { place.remove() }
    let ledger = try place.open()
    _ = try await ledger.begin("u-1")
    let older = try place.copy(["", "wal"])
    defer { older.remove() }
    _ = try await ledger.begin("u-2")
    await ledger.close()
    try older.take("witness", from: place)
    try await older.expect(.olderThanWitness)
  }

  @Test("a lost database and a lost witness are each told by name, and stay so over restarts")
  func losses() async throws {
    let place = try TemporaryLedger()
    defer { place.remove() }
    let ledger = try place.open()
    let stamp = LedgerStamp(
      accountID: "acct_1", mode: .test, namespace: LedgerNamespace(unchecked: "ns"))
    try await ledger.write { tx throws(LedgerError) in try tx.setStamp(stamp) }
    try await ledger.bindNew("u-1", "cus_1")
    let cases: [([String], Suspicion)] = [
      (["witness"], .databaseLost), (["", "wal"], .witnessMissing),
    ]
    for (kept, suspicion) in cases {
      let copy = try place.copy(kept)
      defer { copy.remove() }
      try await copy.expect(suspicion)
      // However many commits follow, until somebody rebuilds.
      let again = try copy.open()
      for number in 0..<10 { _ = try await again.begin("new-\(number)") }
      // Whose it is outlives the database, too: a key of another account is still refused.
      #expect(try again.stamp() == stamp)
      await again.close()
      try await copy.expect(suspicion)
    }
    await ledger.close()
  }

  @Test("after a rebuild the ledger is trusted, and the database from before the loss is not")
  func afterRebuild() async throws {
    let place = try TemporaryLedger()
    defer { place.remove() }
    let first = try place.open()
    try await first.bindNew("u-1", "cus_1")
    let older = try place.copy(["", "wal"])
    defer { older.remove() }
    try await first.bindNew("u-2", "cus_2")
    await first.close()
    try older.take("witness", from: place)
    let restored = try older.open()
    try await restored.write { tx throws(LedgerError) in try tx.setSuspicion(nil) }
    await restored.close()
    try await older.expect(nil)
    for part in ["", "wal"] { try older.take(part, from: place) }
    try await older.expect(.olderThanWitness)
  }

  @Test("a witness that is torn or damaged in one half is read from the other")
  func tornWitness() async throws {
    let place = try TemporaryLedger()
    defer { place.remove() }
    let ledger = try place.open()
    for number in 0..<3 { try await ledger.bindNew("u-\(number)", "cus_\(number)") }
    await ledger.close()
    let whole = try place.bytes("witness")
    #expect(whole.count == 1024)
    for half in 0..<2 {
      var torn = whole
      for index in (half * 512 + 30)..<(half * 512 + 60) { torn[index] = 0 }
      try place.write(torn, "witness")
      try await place.expect(nil)
      try place.write(whole, "witness")
    }
    try place.write(Data(count: 1024), "witness")
    try await place.expect(.witnessMissing)
  }

  @Test("a whole directory that moves to another host is trusted")
  func moves() async throws {
    let place = try TemporaryLedger()
    defer { place.remove() }
    let ledger = try place.open()
    try await ledger.bindNew("u-1", "cus_1")
    await ledger.close()
    let moved = try place.copy(["", "wal", "witness"])
    defer { moved.remove() }
    try await moved.expect(nil)
  }
}

extension SQLiteLedger {
  /// Takes a new user all the way to a customer.
  func bindNew(_ id: String, _ customer: String) async throws {
    _ = try await begin(id)
    try await bind(Sample.user(id), to: customer)
  }

  func stamp() throws(LedgerError) -> LedgerStamp? {
    try read { reader throws(LedgerError) in try reader.stamp() }
  }
}

extension TemporaryLedger {
  private func file(_ suffix: String) -> URL {
    let separator = suffix.isEmpty ? "" : suffix == "witness" ? "." : "-"
    return URL(filePath: path + separator + suffix)
  }

  /// Copies the database (""), its log ("wal") or its witness to a place of their own.
  func copy(_ parts: [String]) throws -> TemporaryLedger {
    let other = try TemporaryLedger()
    for part in parts { try other.take(part, from: self) }
    return other
  }

  func take(_ part: String, from other: TemporaryLedger) throws {
    try? FileManager.default.removeItem(at: file(part))
    if part.isEmpty {
      for beside in ["wal", "shm"] { try? FileManager.default.removeItem(at: file(beside)) }
    }
    if FileManager.default.fileExists(atPath: other.file(part).path) {
      try FileManager.default.copyItem(at: other.file(part), to: file(part))
    }
  }

  func bytes(_ part: String) throws -> Data { try Data(contentsOf: file(part)) }

  func write(_ bytes: Data, _ part: String) throws { try bytes.write(to: file(part)) }

  /// Opens, compares what the ledger says of itself, and closes.
  func expect(
    _ suspicion: Suspicion?, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let ledger = try open()
    let found = try ledger.read { reader throws(LedgerError) in try reader.suspicion() }
    #expect(found == suspicion, sourceLocation: sourceLocation)
    await ledger.close()
  }
}
