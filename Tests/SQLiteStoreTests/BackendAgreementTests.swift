import CustomerModel
import CustomerStore
import SQLiteStore
import Testing

@Suite("every backend keeps the same rules")
struct BackendAgreementTests {
  @Test("random transactions give the same answers, refusals and rows on file and in memory")
  func agreement() async throws {
    for seed in UInt64(1)...40 {
      let place = try TemporaryLedger()
      defer { place.remove() }
      let file = try place.open()
      let memory = MemoryLedger()
      var script = RandomTransactions(seed: seed)
      do {
        for step in 1...60 {
          let transaction = script.next()
          let left = await outcome(of: transaction, on: file)
          let right = await outcome(of: transaction, on: memory)
          try #require(left == right, "seed \(seed), step \(step)")
          let difference = try Rows(of: file).firstDifference(from: Rows(of: memory))
          try #require(difference == nil, "seed \(seed), step \(step)")
        }
      } catch {
        await file.close()
        throw error
      }
      await file.close()
    }
  }

  @Test("the script of random transactions meets successes and every kind of refusal")
  func variety() async throws {
    var seen: [String: Int] = [:]
    for seed in UInt64(1)...40 {
      let memory = MemoryLedger()
      var script = RandomTransactions(seed: seed)
      for _ in 1...60 { seen[await outcome(of: script.next(), on: memory), default: 0] += 1 }
    }
    #expect(seen["done", default: 0] > 500)
    #expect(seen["stale", default: 0] > 50)
    #expect(seen["conflict", default: 0] > 50)
  }

  /// What came of it; the words of a conflict are each backend's own.
  private func outcome(
    of transaction: @escaping RandomTransactions.Transaction, on ledger: any CustomerLedger
  ) async -> String {
    do throws(LedgerError) {
      try await ledger.write(transaction)
      return "done"
    } catch .stale {
      return "stale"
    } catch .conflict {
      return "conflict"
    } catch {
      return "\(error)"
    }
  }
}
