import AuthBilling
import ServiceLifecycle

/// Sends what waits in the spool, as long as the service runs.
///
/// At the start it tells again of users whose customer is not known: this process may have ended
/// between writing a user and telling billing. What billing knows already changes nothing there.
struct BillingService: Service {
  let users: UsersTable
  let billing: AuthBillingClient

  func run() async throws {
    let (signups, input) = AsyncStream.makeStream(of: UserSignedUp.self)
    for user in users.usersWithoutCustomer { input.yield(user.event) }
    await withGracefulShutdownHandler {
      await AuthBillingService(client: billing).run(over: signups)
    } onGracefulShutdown: {
      input.finish()
    }
  }
}
