/// A customer as the sandbox lists it.
struct StripeCustomer: Decodable {
  let id: String
  let email: String?
  let name: String?
  let metadata: [String: String]
}
