import AuthBilling
import CustomerModel
import Hummingbird

/// A row of the users table. Of Stripe it holds the customer's id, which billing told, and no more.
struct User: ResponseCodable {
  let id: String
  var email: String?
  var name: String?
  var emailVerified: Bool
  var customerID: String?

  /// The sign-up as billing hears of it.
  var event: UserSignedUp {
    // The id is a UUID of this service, so it needs no check.
    UserSignedUp(
      id: UserID(unchecked: id), email: email, name: name, emailVerified: emailVerified)
  }
}
