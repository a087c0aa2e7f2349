/// The body of `POST /signup`.
struct SignupForm: Decodable {
  let email: String
  let name: String?
  /// True where another party vouches for the address, such as the provider of a social login.
  let emailVerified: Bool?
}
