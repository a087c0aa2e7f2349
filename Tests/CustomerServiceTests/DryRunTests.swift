import CustomerAPI
import JSONRPC
import JSONRPCTransport
import StripeSandbox
import Testing

@Suite("A dry run says what would happen and changes nothing")
struct DryRunTests {
  @Test("GetOrCreateCustomer answers PENDING for a new user, and the user stays unknown")
  func signUp() async throws {
    try await Site.runDaemon { daemon in
      var params = WireGetOrCreateCustomerRequest()
      params.userID = "u1"
      let answer = try await daemon.auth.call(
        GetOrCreateCustomer.self, params, metadata: CallMetadata(dryRun: true))
      #expect(answer.outcome == .pending)
      let status = try await daemon.status()
      #expect(status.counts.users == 0)
      #expect(daemon.sandbox.customers().isEmpty)
    }
  }

  @Test("UpdateCustomer answers with the change, and the user keeps their name")
  func update() async throws {
    try await Site.runDaemon { daemon in
      _ = try await daemon.signUp("u1") { $0.name = "Ada" }
      var params = WireUpdateCustomerRequest()
      params.userID = "u1"
      params.name = "Grace"
      let answer = try await daemon.auth.call(
        UpdateCustomer.self, params, metadata: CallMetadata(dryRun: true))
      #expect(answer.customer.name == "Grace")
      let after = try await daemon.signUp("u1")
      #expect(after.customer.name == "Ada")
    }
  }

  @Test("Drain leaves the daemon taking new work")
  func drain() async throws {
    try await Site.runDaemon { daemon in
      _ = try await daemon.ops.call(
        Drain.self, WireDrainRequest(), metadata: CallMetadata(dryRun: true))
      let answer = try await daemon.signUp("u1")
      #expect(answer.outcome == .created)
    }
  }
}
