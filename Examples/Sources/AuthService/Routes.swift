import AuthBilling
import CustomerModel
import Hummingbird

/// What the service answers over HTTP.
struct Routes {
  let users: UsersTable
  let billing: AuthBillingClient

  var router: Router<BasicRequestContext> {
    let router = Router()
    router.post("signup", use: signUp)
    router.get("users/:id", use: show)
    router.patch("users/:id", use: change)
    return router
  }

  @Sendable private func signUp(
    _ request: Request, _ context: BasicRequestContext
  ) async throws -> EditedResponse<User> {
    let form = try await request.decode(as: SignupForm.self, context: context)
    var user = try users.add(form)
    // The one line for billing: after the user is on disk, and never in the user's way.
    let outcome = await billing.userSignedUp(user.event)
    if case .stored(let customerID?) = outcome {
      user = try users.keep(customerID, of: user.id)
    }
    return EditedResponse(status: .created, response: user)
  }

  @Sendable private func show(
    _ request: Request, _ context: BasicRequestContext
  ) async throws -> User {
    let user = try users.user(context.parameters.require("id"))
    guard user.customerID == nil,
      let customerID = await billing.customerID(for: user.event, within: .milliseconds(500))
    else { return user }
    return try users.keep(customerID, of: user.id)
  }

  @Sendable private func change(
    _ request: Request, _ context: BasicRequestContext
  ) async throws -> User {
    // In JSON an absent field stays as it is, and null empties it.
    let fields = try await request.decode(as: [String: String?].self, context: context)
    func change(_ name: String) -> Change<String> {
      fields[name].map { text in text.map { .set($0) } ?? .clear } ?? .keep
    }
    let user = try users.change(
      context.parameters.require("id"), email: change("email"), name: change("name"))
    _ = await billing.userUpdated(
      UserUpdated(
        id: UserID(unchecked: user.id), email: change("email"), name: change("name"),
        phone: change("phone")))
    return user
  }
}
