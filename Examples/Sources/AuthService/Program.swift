import AuthBilling
import Foundation
import Hummingbird
import JSONRPCTransport
import Logging

/// An auth service, as small as one can be: it signs users up, and tells billing.
@main
struct Program {
  static func main() async throws {
    let environment = ProcessInfo.processInfo.environment
    let data = environment["AUTH_DATA"] ?? "."
    let socket = environment["BILLING_SOCKET"] ?? "/run/billing-customer/auth.sock"
    let port = environment["PORT"].flatMap { Int($0) } ?? 8081
    let logger = Logger(label: "auth-service")

    let users = try UsersTable(path: "\(data)/users.ndjson")
    let billing = AuthBillingClient(
      socketPath: try SocketPath(socket),
      spool: SpoolConfiguration(path: "\(data)/billing-spool.ndjson"), logger: logger
    ) { Double.random(in: 0..<1) }

    let app = Application(
      router: Routes(users: users, billing: billing).router,
      configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port)),
      services: [BillingService(users: users, billing: billing)], logger: logger)
    try await app.runService()
  }
}
