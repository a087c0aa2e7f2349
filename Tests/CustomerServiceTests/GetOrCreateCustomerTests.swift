import CustomerAPI
import JSONRPC
import JSONRPCTransport
import StripeSandbox
import Testing

@Suite("GetOrCreateCustomer makes one customer per user")
struct GetOrCreateCustomerTests {
  @Test("GetOrCreateCustomer answers READY with a customer that bears what makes it ours")
  func ready() async throws {
    try await Site.runDaemon { daemon in
      let answer = try await daemon.signUp("u1", email: "Zoe@Example.com") { $0.name = "Zoë" }
      #expect(answer.outcome == .created)
      #expect(answer.matchedBy == .userID)
      #expect(answer.customer.state == .ready)
      #expect(answer.customer.userID == "u1")
      let made = try #require(daemon.sandbox.customers().first)
      #expect(made.id == answer.customer.customerID)
      #expect(made.email == "Zoe@Example.com")
      #expect(made.name == "Zoë")
      #expect(made.metadata["user_id"] == "u1")
      #expect(made.metadata["source"] == "platform_signup")
      #expect(made.metadata["created_via"] == "auth")
      #expect(made.metadata["provision_key"]?.isEmpty == false)
      #expect(daemon.sandbox.stats["POST /v1/customers"] == 1)
    }
  }

  @Test("A repeated call answers the same customer and asks Stripe nothing")
  func repeated() async throws {
    try await Site.runDaemon { daemon in
      let first = try await daemon.signUp("u1")
      let before = daemon.sandbox.stats.requests
      let again = try await daemon.signUp("u1")
      #expect(again.outcome == .existing)
      #expect(again.customer == first.customer)
      #expect(daemon.sandbox.stats.requests == before)
    }
  }

  @Test("STORED is answered once durable, and the customer follows by itself")
  func stored() async throws {
    try await Site.runDaemon { daemon in
      let answer = try await daemon.signUp("u1") { $0.wait = .stored }
      #expect(answer.outcome == .pending)
      #expect(answer.customer.state == .pending)
      #expect(answer.customer.customerID.isEmpty)
      let customer = try await daemon.whenReady("u1")
      #expect(daemon.customers(of: "u1").map(\.id) == [customer.customerID])
    }
  }

  @Test("An anonymous sign-up is skipped: nothing is stored, nothing is made")
  func anonymous() async throws {
    try await Site.runDaemon { daemon in
      let answer = try await daemon.signUp("u1") { $0.anonymous = true }
      #expect(answer.outcome == .skipped)
      #expect(!answer.hasCustomer)
      #expect(try await daemon.status().counts.users == 0)
      #expect(daemon.sandbox.customers().isEmpty)
    }
  }

  /// Params that are wrong, and the field that is to be named.
  private static let wrong: [(String, String)] = [
    (#"{}"#, "userId"),
    (#"{"userId":""}"#, "userId"),
    (#"{"userId":"a b"}"#, "userId"),
    (#"{"userId":"a\"b"}"#, "userId"),
    (#"{"userId":"é"}"#, "userId"),
    (#"{"userId":"\#(String(repeating: "a", count: 129))"}"#, "userId"),
    (#"{"userId":5}"#, "userId"),
    (#"{"userId":"u","email":"nobody"}"#, "email"),
    (#"{"userId":"u","email":"a@b\u0000"}"#, "email"),
    (#"{"userId":"u","email":"\#(String(repeating: "a", count: 600))@b.c"}"#, "email"),
    (#"{"userId":"u","name":"\#(String(repeating: "a", count: 257))"}"#, "name"),
    (#"{"userId":"u","phone":"123456789012345678901"}"#, "phone"),
    (#"{"userId":"u","address":{"country":"Nowhere"}}"#, "address.country"),
    (#"{"userId":"u","source":"elsewhere"}"#, "source"),
    (#"{"userId":"u","wait":"FOREVER"}"#, "wait"),
    (#"{"userId":"u","shoeSize":44}"#, "shoeSize"),
    (#"{"userId":"u","intakePaymentId":""}"#, "intakePaymentId"),
  ]

  @Test("Every bad input is INVALID_ARGUMENT and names the field, and the daemon goes on")
  func badInput() async throws {
    try await Site.runDaemon { daemon in
      for (params, field) in Self.wrong {
        let error = try await daemon.refusal {
          _ = try await daemon.send(params, to: GetOrCreateCustomer.name)
        }
        #expect(error?.status == .invalidArgument, "\(params)")
        #expect(error?.fieldViolations.map(\.field) == [field], "\(params)")
        #expect(error?.executed == .no)
      }
      #expect(try await daemon.status().counts.users == 0)
      #expect(try await daemon.signUp("u1").outcome == .created)
    }
  }

  @Test("64 callers at once over 64 connections get one customer from one POST")
  func concurrent() async throws {
    try await Site.runDaemon { daemon in
      let answers = try await withThrowingTaskGroup(of: String.self) { group in
        for _ in 0..<64 {
          group.addTask {
            let client = try daemon.connect(.auth)
            defer { client.shutdown() }
            var params = WireGetOrCreateCustomerRequest()
            params.userID = "u1"
            params.email = "u1@example.com"
            return try await client.call(GetOrCreateCustomer.self, params).customer.customerID
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(answers.count == 64)
      #expect(Set(answers).count == 1)
      #expect(answers.first?.isEmpty == false)
      #expect(daemon.sandbox.stats["POST /v1/customers"] == 1)
      #expect(daemon.sandbox.stats.customersCreated == 1)
    }
  }

  @Test("User ids that only look alike are two users")
  func bytewise() async throws {
    try await Site.runDaemon { daemon in
      let small = try await daemon.signUp("user", email: "one@example.com")
      let large = try await daemon.signUp("USER", email: "one@example.com")
      #expect(small.customer.customerID != large.customer.customerID)
    }
  }

  @Test("A service speaks for its own flow only")
  func source() async throws {
    try await Site.runDaemon { daemon in
      let error = try await daemon.refusal {
        try await daemon.signUp("u1") { $0.source = .manual }
      }
      #expect(error?.status == .permissionDenied)
      #expect(error?.reason == .sourceNotAllowed)
    }
  }

  @Test("What Stripe holds is ours: every customer bears owner, source, role and key")
  func metadata() async throws {
    try await Site.runDaemon { daemon in
      for number in 0..<5 { try await daemon.signUp("u\(number)") }
      _ = try await daemon.checkOut("pay-1", email: "guest@example.com")
      _ = try await daemon.checkOut("pay-2")
      let customers = daemon.sandbox.customers()
      #expect(customers.count == 7)
      for customer in customers {
        let owners = ["user_id", "guest_id"].compactMap { customer.metadata[$0] }
        #expect(owners.count == 1)
        #expect(customer.metadata["source"] != nil)
        #expect(customer.metadata["created_via"] != nil)
        #expect(customer.metadata["provision_key"] != nil)
      }
      #expect(Set(customers.compactMap { $0.metadata["provision_key"] }).count == 7)
    }
  }
}
