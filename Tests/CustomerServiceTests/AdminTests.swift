import CustomerAPI
import CustomerService
import JSONRPC
import JSONRPCTransport
import StripeSandbox
import Testing

@Suite("Operators see what the ledger knows")
struct AdminTests {
  @Test("GetUser tells everything about one user")
  func getUser() async throws {
    try await Site.runDaemon { daemon in
      let made = try await daemon.signUp("u1") { $0.emailVerified = true }
      let user = try await daemon.user("u1")
      #expect(user.customer == made.customer)
      #expect(user.emailVerified)
      #expect(user.source == .platformSignup)
      #expect(user.hasFirstSeenAt)
      #expect(user.attempt.state == .bound)
      #expect(user.attempt.generation == 1)
      #expect(user.bindings.map(\.customerID) == [made.customer.customerID])
      #expect(user.bindings.first?.hasRetiredAt == false)
      #expect(user.updatesPending == 0)
      let unknown = try await daemon.refusal { _ = try await daemon.user("nobody") }
      #expect(unknown?.reason == .userNotFound)
    }
  }

  @Test("ListUsers pages through every user once, in order")
  func listUsers() async throws {
    try await Site.runDaemon { daemon in
      for number in 0..<5 { try await daemon.signUp("u\(number)") }
      var params = WireListUsersRequest()
      params.pageSize = 2
      var seen: [String] = []
      var pages = 0
      repeat {
        let page = try await daemon.ops.call(ListUsers.self, params)
        seen += page.users.map(\.userID)
        params.pageToken = page.nextPageToken
        pages += 1
      } while !params.pageToken.isEmpty
      #expect(seen == ["u0", "u1", "u2", "u3", "u4"])
      #expect(pages == 3)
      params.state = .pending
      #expect(try await daemon.ops.call(ListUsers.self, params).users.isEmpty)
      params.pageSize = -1
      let error = try await daemon.refusal {
        _ = try await daemon.ops.call(ListUsers.self, params)
      }
      #expect(error?.fieldViolations.map(\.field) == ["pageSize"])
    }
  }

  @Test("ListReviews begins empty, and refuses a token that it never gave")
  func listReviews() async throws {
    try await Site.runDaemon { daemon in
      #expect(try await daemon.reviews().isEmpty)
      var params = WireListReviewsRequest()
      params.pageToken = "elsewhere"
      let error = try await daemon.refusal {
        _ = try await daemon.ops.call(ListReviews.self, params)
      }
      #expect(error?.reason == .pageTokenInvalid)
    }
  }

  @Test("GetStatus counts users, guests and what waits")
  func getStatus() async throws {
    try await Site.runDaemon { daemon in
      try await daemon.signUp("u1")
      try await daemon.signUp("u2")
      _ = try await daemon.checkOut("pay-1", email: "g@example.com")
      let status = try await daemon.status()
      #expect(status.version == "test")
      #expect(status.mode == .test)
      #expect(status.sandbox)
      #expect(status.stripeAccountID == "acct_sandbox0000001")
      #expect(status.stripeState == .ok)
      #expect(status.counts.users == 2)
      #expect(status.counts.ready == 2)
      #expect(status.counts.guests == 1)
      #expect(status.counts.pending == 0)
      #expect(!status.hasOldestPendingSince)
      #expect(!status.draining)
    }
  }

  @Test("Calls to Stripe are counted by endpoint and outcome")
  func stripeCalls() async throws {
    try await Site.runDaemon { daemon in
      func counted(_ outcome: String) -> Int {
        let call = daemon.engine.stripeCalls.first {
          $0.endpoint == "createCustomer" && $0.outcome == outcome
        }
        return call?.count ?? 0
      }
      daemon.sandbox.inject(
        FaultScript(.gateway(status: 502, executed: false), method: "POST", path: "/v1/customers"))
      try await daemon.signUp("u1")
      try await daemon.signUp("u2")
      try await daemon.signUp("u2")
      #expect(counted("unknown") == 1)
      #expect(counted("ok") == 2)
    }
  }

  @Test("Drain refuses new work and goes on answering what is known")
  func drain() async throws {
    try await Site.runDaemon { daemon in
      let known = try await daemon.signUp("u1")
      let drained = try await daemon.ops.call(Drain.self, WireDrainRequest())
      #expect(drained.inFlight == 0)
      let error = try await daemon.refusal { try await daemon.signUp("u2", timeout: .seconds(5)) }
      #expect(error?.reason == .draining)
      #expect(error?.executed == .no)
      #expect(try await daemon.signUp("u1").customer == known.customer)
      #expect(try await daemon.status().draining)
      #expect(try await daemon.status().counts.users == 1)
    }
  }

  /// What only operators may call.
  private static let opsOnly = [
    GetUser.name, ListUsers.name, ListReviews.name, GetStatus.name, Reconcile.name, Drain.name,
  ]

  @Test("The services may not call what is the operators'", arguments: opsOnly)
  func rights(_ method: MethodName) async throws {
    try await Site.runDaemon { daemon in
      for client in [daemon.auth, daemon.intake] {
        let error = try await daemon.refusal {
          _ = try await daemon.send(#"{}"#, to: method, as: client)
        }
        #expect(error?.status == .permissionDenied)
        #expect(error?.executed == .no)
      }
      #expect(try await !daemon.status().draining)
    }
  }
}
