internal import CustomerModel
internal import IntakePaymentsBilling
internal import JSONRPCTransport

/// The least that an intake-payments service adds.
@main
struct Program {
  static func main() async throws {
    let billing = IntakePaymentsBillingClient(
      socketPath: try SocketPath("/run/billing-customer/intake.sock")
    ) { Double.random(in: 0..<1) }
    let checkout = try await billing.customerForCheckout(
      intakePaymentID: IntakePaymentID("ip-1"), userID: nil, email: nil, name: nil)
    print(billing.paymentIntentParameters(for: checkout))
  }
}
