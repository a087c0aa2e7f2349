import Foundation
import Hummingbird
import IntakePaymentsBilling
import JSONRPCTransport
import Logging

/// A service that takes payments, as small as one can be: it asks billing whom it charges.
@main
struct Program {
  static func main() async throws {
    let environment = ProcessInfo.processInfo.environment
    let socket = environment["BILLING_SOCKET"] ?? "/run/billing-customer/intake.sock"
    let stripe = StripePayments(
      baseURL: environment["STRIPE_URL"] ?? "https://api.stripe.com",
      key: environment["STRIPE_KEY"] ?? "sk_test_sandbox")
    let port = environment["PORT"].flatMap { Int($0) } ?? 8082

    let billing = IntakePaymentsBillingClient(socketPath: try SocketPath(socket)) {
      Double.random(in: 0..<1)
    }

    let app = Application(
      router: Routes(billing: billing, stripe: stripe).router,
      configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port)),
      logger: Logger(label: "intake-payments-service"))
    try await app.runService()
  }
}
