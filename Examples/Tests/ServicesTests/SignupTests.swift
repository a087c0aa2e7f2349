import Foundation
import Testing

@Suite("Signing up, over HTTP and with the real daemon", .timeLimit(.minutes(2)))
struct SignupTests {
  @Test("A sign-up makes one customer whose id the service stores; a duplicate makes none")
  func signup() async throws {
    try await Platform.run { platform async throws in
      let answer = try await platform.signUp("ada@example.com")
      #expect(answer.status == 201)
      let user = try #require(answer["id"])
      let customer = try await platform.customer(of: user)
      let table = try String(contentsOfFile: "\(platform.directory)/users.ndjson", encoding: .utf8)
      #expect(table.contains(customer))
      #expect(try await platform.signUp("ADA@example.com").status == 409)
      let customers = try await platform.customers()
      #expect(customers.map(\.id) == [customer])
      #expect(customers.first?.metadata["user_id"] == user)
    }
  }

  @Test("A change of the profile reaches Stripe, and null empties a field")
  func change() async throws {
    try await Platform.run { platform async throws in
      let user = try #require(try await platform.signUp("ada@example.com")["id"])
      _ = try await platform.customer(of: user)
      func patch(_ json: String) async throws -> Int {
        try await Web("PATCH", "\(platform.auth)/users/\(user)", json).status
      }
      #expect(try await patch(#"{"name": "Ada", "email": "countess@example.com"}"#) == 200)
      try await eventually("stripe has the name") {
        try await platform.customers().first.flatMap { $0.name == "Ada" ? $0 : nil }
      }
      #expect(try await patch(#"{"name": null}"#) == 200)
      let held = try await eventually("stripe has no name") {
        try await platform.customers().first.flatMap { $0.name == nil ? $0 : nil }
      }
      #expect(held.email == "countess@example.com")
    }
  }

  @Test("Stripe down does not fail a sign-up; the customer follows")
  func stripeDown() async throws {
    try await Platform.run { platform async throws in
      try await platform.stripe(down: true)
      let answer = try await platform.signUp("ada@example.com")
      #expect(answer.status == 201)
      #expect(answer["customerID"] == nil)
      let user = try #require(answer["id"])
      try await platform.stripe(down: false)
      let customer = try await platform.customer(of: user)
      #expect(try await platform.customers().map(\.id) == [customer])
    }
  }

  @Test("Without the daemon a sign-up succeeds, waits in the spool, and is told once it is back")
  func daemonDown() async throws {
    try await Platform.run { platform async throws in
      await platform.daemon.end()
      let clock = ContinuousClock()
      let begun = clock.now
      let users = try await ["a@example.com", "b@example.com"].asyncMap { email in
        let answer = try await platform.signUp(email)
        #expect(answer.status == 201)
        return try #require(answer["id"])
      }
      // The budget is 50 ms each; what is more is HTTP on a busy machine.
      #expect(clock.now - begun < .seconds(5))
      let daemon = try Platform.startDaemon(in: platform.directory)
      do {
        let sandbox = try await daemon.announced("sandbox: (http[^ ]+) ")
        // Nobody asks: the service sends its spool by itself.
        let customers = try await eventually("both have a customer") {
          let customers = try await platform.customers(sandbox)
          return customers.count >= 2 ? customers : nil
        }
        #expect(Set(customers.map { $0.metadata["user_id"] }) == Set(users))
        #expect(customers.count == users.count)
      } catch {
        await daemon.end()
        throw error
      }
      await daemon.end()
    }
  }
}

extension Sequence {
  /// One after the other.
  fileprivate func asyncMap<Value>(
    _ transform: (Element) async throws -> Value
  ) async throws -> [Value] {
    var values: [Value] = []
    for element in self { values.append(try await transform(element)) }
    return values
  }
}
