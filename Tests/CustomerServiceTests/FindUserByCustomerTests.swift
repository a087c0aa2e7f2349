import CustomerAPI
import JSONRPC
import StripeSandbox
import Testing

@Suite("FindUserByCustomer says whose a customer is")
struct FindUserByCustomerTests {
  @Test("FindUserByCustomer gives back every customer that we made")
  func found() async throws {
    try await Site.runDaemon { daemon in
      for number in 0..<5 {
        let id = try await daemon.signUp("u\(number)").customer.customerID
        let found = try await daemon.find(id)
        #expect(found.userID == "u\(number)")
        #expect(found.customer.customerID == id)
        #expect(!found.retired)
      }
    }
  }

  @Test("A guest's customer has no user yet")
  func guest() async throws {
    try await Site.runDaemon { daemon in
      let id = try await daemon.checkOut("pay-1", email: "g@example.com").customer.customerID
      let found = try await daemon.find(id)
      #expect(found.userID.isEmpty)
      #expect(found.customer.email == "g@example.com")
    }
  }

  @Test("A customer of somebody else's is NOT_FOUND")
  func foreign() async throws {
    try await Site.runDaemon { daemon in
      let planted = daemon.sandbox.plantCustomer(email: "x@example.com")
      let error = try await daemon.refusal { _ = try await daemon.find(planted.id) }
      #expect(error?.status == .notFound)
      #expect(error?.reason == .customerNotFound)
      let empty = try await daemon.refusal { _ = try await daemon.find("") }
      #expect(empty?.fieldViolations.map(\.field) == ["customerId"])
    }
  }
}
