internal import CustomerAPI
internal import CustomerModel

extension WireGetOrCreateCustomerRequest {
  init(_ event: UserSignedUp) {
    self.init()
    userID = event.id.rawValue
    email = event.email ?? ""
    name = event.name ?? ""
    emailVerified = event.emailVerified
    anonymous = event.isAnonymous
    source = .platformSignup
  }
}
