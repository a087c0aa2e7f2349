import CustomerAPI
import CustomerModel
import CustomerStore
import Glibc
import SQLiteStore
import Testing

@Suite("The audit trail")
struct AuditTests {
  @Test("Who asked is on record: the role, and what the kernel said of the process")
  func actors() async throws {
    try await Site.run { site in
      try await site.daemon { daemon in
        try await daemon.signUp("u1")
        _ = try await daemon.checkOut("pay-1", email: "g@example.com")
        try await daemon.update("u1") {
          $0.name = "Ada"
          $0.wait = .stored
        }
      }
      let ledger = try SQLiteLedger(path: "\(site.directory)/ledger.sqlite") { _ in }
      let records = try ledger.read { reader throws(LedgerError) in
        try reader.audits(after: 0, limit: 100)
      }
      await ledger.close()
      let actors = Dictionary(grouping: records.map(\.entry), by: \.event)
        .mapValues { $0.map(\.actor) }
      let process = "uid=\(getuid()) pid=\(getpid())"
      for (event, role) in [
        ("user.begun", "auth"), ("guest.begun", "intake"), ("profile.changed", "auth"),
      ] {
        let actor = try #require(actors[event]?.first, "\(actors)")
        #expect(actor.hasPrefix("\(role) \(process)"))
      }
    }
  }
}
