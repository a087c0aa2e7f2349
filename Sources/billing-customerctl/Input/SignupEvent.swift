import CustomerAPI
import FoundationEssentials

/// One sign-up as the auth service publishes it. Nothing is trimmed or folded here: that is the
/// daemon's rule, the same for every caller.
struct SignupEvent: Decodable {
  let id: String
  let email: String?
  let name: String?
  let emailVerified: Bool?
  let isAnonymous: Bool?

  private enum CodingKeys: String, CodingKey {
    case id, email, name
    case emailVerified = "email_verified"
    case isAnonymous = "is_anonymous"
  }

  /// Throws when the line is no JSON object of that shape; the message repeats none of it.
  init(json: [UInt8]) throws(ControlError) {
    do {
      self = try JSONDecoder().decode(Self.self, from: Data(json))
    } catch {
      throw ControlError(.badInput, "not a sign-up event (id, email, name, email_verified, …)")
    }
  }

  func request(wait: WireGetOrCreateCustomerRequest.Wait) -> WireGetOrCreateCustomerRequest {
    var request = WireGetOrCreateCustomerRequest()
    request.userID = id
    request.email = email ?? ""
    request.name = name ?? ""
    request.emailVerified = emailVerified ?? false
    request.anonymous = isAnonymous ?? false
    request.source = .platformSignup
    request.wait = wait
    return request
  }
}
