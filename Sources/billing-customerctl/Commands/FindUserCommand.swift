import ArgumentParser
import CustomerAPI

/// Says whose a Stripe customer is, or was.
struct FindUserCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "find-user", abstract: "Say whose a Stripe customer is, or was.")

  @Argument(help: "Stripe's id of the customer.")
  var customer: String

  @OptionGroup var options: ConnectionOptions

  func run() async throws {
    var params = WireFindUserByCustomerRequest()
    params.customerID = customer
    let result = try await Daemon.ask(
      FindUserByCustomer.self, params, options)
    let owner: Report.Row = ("asked for", customer + (result.retired ? " (replaced since)" : ""))
    try Report.print(result, options, rows: [owner] + Report.rows(of: result.customer))
  }
}
