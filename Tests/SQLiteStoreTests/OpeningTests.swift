import CSQLite
import CustomerModel
import CustomerStore
import Foundation
import SQLiteStore
import Testing

@Suite("opening a ledger")
struct OpeningTests {
  @Test("what was committed is there after closing and opening again")
  func reopen() async throws {
    let place = try TemporaryLedger()
    defer { place.remove() }
    let first = try place.open()
    _ = try await first.begin("u-1", email: "Ada@x.de")
    try await first.bind(Sample.user("u-1"), to: "cus_1")
    await first.close()
    let second = try place.open()
    let record = try second.record(Sample.user("u-1"))
    #expect(record?.customerID?.rawValue == "cus_1")
    #expect(record?.profile.email?.text == "Ada@x.de")
    await second.close()
  }

  @Test("a second opening of the same file is refused")
  func inUse() async throws {
    let place = try TemporaryLedger()
    defer { place.remove() }
    let first = try place.open()
    #expect(throws: LedgerError.inUse) { try place.open() }
    await first.close()
  }

  @Test("a file that is no ledger is refused and left as it is")
  func garbage() throws {
    let place = try TemporaryLedger()
    defer { place.remove() }
    let bytes = Data((0..<8192).map { UInt8(truncatingIfNeeded: $0 &* 31) })
    try bytes.write(to: URL(filePath: place.path))
    do {
      _ = try place.open()
      Issue.record("opened garbage")
    } catch {
      guard case .corrupt = error else { throw error }
    }
    #expect(try Data(contentsOf: URL(filePath: place.path)) == bytes)
  }

  @Test("another program's database and a newer schema are refused")
  func foreign() async throws {
    let place = try TemporaryLedger()
    defer { place.remove() }
    try raw(place.path, "CREATE TABLE theirs (x)")
    #expect(throws: LedgerError.corrupt("the file is another program's database")) {
      try place.open()
    }
    try raw(place.path, "DROP TABLE theirs")
    await (try place.open()).close()
    try raw(place.path, "PRAGMA user_version = 99")
    #expect(throws: LedgerError.newerSchema(found: 99, known: 2)) { try place.open() }
  }

  @Test("bindings and audit rows can be neither deleted nor overwritten, by anyone")
  func appendOnly() async throws {
    let place = try TemporaryLedger()
    defer { place.remove() }
    let ledger = try place.open()
    _ = try await ledger.begin("u-1")
    try await ledger.bind(Sample.user("u-1"), to: "cus_1")
    await ledger.close()
    for sql in [
      "DELETE FROM audit", "UPDATE audit SET event = 'x'", "DELETE FROM bindings",
      "UPDATE bindings SET customer_id = 'cus_2'", "UPDATE bindings SET id = 'u-2'",
    ] {
      #expect(throws: LedgerError.self, "\(sql)") { try raw(place.path, sql) }
    }
  }

  @Test("the file and what lies beside it can be read by nobody else")
  func modes() async throws {
    let place = try TemporaryLedger()
    defer { place.remove() }
    let ledger = try place.open()
    _ = try await ledger.begin("u-1")
    for name in try FileManager.default.contentsOfDirectory(atPath: place.directory.path) {
      let path = place.directory.appending(path: name).path
      let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
      #expect(mode as? Int == 0o600, "\(name)")
    }
    await ledger.close()
  }

  private func raw(_ path: String, _ sql: String) throws {
    var handle: OpaquePointer?
    defer { sqlite3_close_v2(handle) }
    guard sqlite3_open(path, &handle) == SQLITE_OK,
      sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK
    else { throw LedgerError.engine("\(sqlite3_extended_errcode(handle))") }
  }
}
