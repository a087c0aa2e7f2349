import Hummingbird

/// What a checkout page needs to go on.
struct CheckoutAnswer: ResponseEncodable {
  let paymentIntent: String
  let clientSecret: String
  let customerID: String?
  let offersSavedPaymentMethods: Bool
}
