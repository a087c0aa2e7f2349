internal import AuthBilling
internal import CustomerModel
internal import JSONRPCTransport
internal import Logging

/// The least that an auth service adds.
@main
struct Program {
  static func main() async throws {
    let billing = AuthBillingClient(
      socketPath: try SocketPath("/run/billing-customer/auth.sock"),
      spool: SpoolConfiguration(path: "spool.ndjson"), logger: Logger(label: "thin")
    ) { Double.random(in: 0..<1) }
    print(await billing.userSignedUp(UserSignedUp(id: try UserID("u-1"))))
    print(await billing.userUpdated(UserUpdated(id: try UserID("u-1"), name: .clear)))
  }
}
