import CustomerModel
import Hummingbird
import IntakePaymentsBilling

/// What the service answers over HTTP.
struct Routes {
  let billing: IntakePaymentsBillingClient
  let stripe: StripePayments

  var router: Router<BasicRequestContext> {
    let router = Router()
    router.post("checkout", use: checkOut)
    return router
  }

  @Sendable private func checkOut(
    _ request: Request, _ context: BasicRequestContext
  ) async throws -> CheckoutAnswer {
    let form = try await request.decode(as: CheckoutForm.self, context: context)
    let payer = try await payer(of: form, context)
    let intent = try await stripe.createPaymentIntent(
      amount: form.amount, currency: form.currency,
      parameters: billing.paymentIntentParameters(for: payer),
      // The payment's id as the key: a checkout that is sent again charges nobody again.
      idempotencyKey: form.intakePaymentID)
    return CheckoutAnswer(
      paymentIntent: intent.id, clientSecret: intent.clientSecret,
      customerID: payer.customerID?.rawValue,
      offersSavedPaymentMethods: payer.mayOfferSavedPaymentMethods)
  }

  /// Whom the checkout charges; a payment is worth more than its customer, so nobody in particular
  /// where billing has no answer.
  private func payer(
    of form: CheckoutForm, _ context: BasicRequestContext
  ) async throws -> CheckoutCustomer {
    do {
      return try await billing.customerForCheckout(
        intakePaymentID: IntakePaymentID(form.intakePaymentID),
        userID: form.userID.map { try UserID($0) },
        email: form.email.map { try EmailAddress($0) },
        name: form.name.map { try PersonName($0) })
    } catch let error as CheckoutError where error.mayContinueWithoutCustomer {
      context.logger.warning(
        "a payment goes on without a customer", metadata: ["reason": "\(error)"])
      return CheckoutCustomer(
        intakePaymentID: try IntakePaymentID(form.intakePaymentID), customerID: nil, userID: nil,
        matchedBy: nil)
    } catch {
      throw HTTPError(.badRequest, message: "\(error)")
    }
  }
}
