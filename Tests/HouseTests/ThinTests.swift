import Testing

@Suite("the services' clients stay thin")
struct ThinTests {
  /// The server half, and what only it needs.
  private static let heavy: Set<String> = [
    "CCurl", "CSQLite", "CSystemCurl", "CurlHTTP", "CustomerService", "CustomerStore",
    "SQLiteStore", "Stripe", "StripeSandbox", "ArgumentParser", "Configuration", "Dispatch",
    "SystemPackage",
  ]

  @Test(
    "a client's imports, and theirs, hold no SQL, no libcurl and nothing of the server",
    arguments: ["AuthBilling", "IntakePaymentsBilling"])
  func imports(client: String) {
    let reached = Self.closure(of: client)
    #expect(reached.isDisjoint(with: Self.heavy), "\(reached.sorted())")
    #expect(reached.contains("JSONRPCTransport"))
  }

  @Test("this test would see them: the daemon's closure holds them")
  func teeth() {
    let reached = Self.closure(of: "billing-customerd")
    #expect(reached.isSuperset(of: ["CCurl", "CSQLite", "CustomerService"]))
  }

  /// Everything that a target may import, directly or not, by the import table.
  private static func closure(of target: String) -> Set<String> {
    var reached: Set<String> = []
    var waiting = [target]
    while let next = waiting.popLast() {
      guard let row = ImportTable.rows[next] else { continue }
      waiting += row.ours.subtracting(reached)
      reached.formUnion(row.ours.union(row.outside))
    }
    return reached
  }
}
