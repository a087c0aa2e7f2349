/// The body of `POST /checkout`.
struct CheckoutForm: Decodable {
  let intakePaymentID: String
  /// Who is signed in; a real service takes it from the session, never from the body.
  let userID: String?
  let email: String?
  let name: String?
  let amount: Int
  let currency: String
}
