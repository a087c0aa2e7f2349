import ArgumentParser
import CustomerAPI

/// Changes what is known about a user.
struct UpdateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "update", abstract: "Change a user's e-mail, name, phone or address.",
    discussion: """
      Reads one JSON object with any of email, name, phone and address (line1, line2, city, state, \
      postalCode, country). A field that is null is cleared, one that is absent stays.

      Example: echo '{"name": "Ada B.", "phone": null}' | billing-customerctl update u-1
      """)

  @Argument(help: "The platform's id of the user.")
  var user: String

  @Option(help: "A file with the JSON object; - is standard input.")
  var fromFile: String = "-"

  @OptionGroup var options: ConnectionOptions

  func run() async throws {
    let change = try ProfilePatch(json: try await InputFile(path: fromFile).readAll())
    let result = try await Daemon.ask(
      UpdateCustomer.self, change.request(for: user), options)
    try Report.print(result, options, rows: Report.rows(of: result.customer))
  }
}
