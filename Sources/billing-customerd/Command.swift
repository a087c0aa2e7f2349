import ArgumentParser
import Foundation

/// `billing-customerd`: makes exactly one Stripe customer per user.
@main
struct Command: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "billing-customerd",
    abstract: "Makes exactly one Stripe customer per user, and remembers it.",
    discussion: """
      Settings come from options, then from the environment (BILLING_CUSTOMER_DATABASE, \
      BILLING_CUSTOMER_STRIPE_KEY_FILE, ...), then from --config FILE (JSON), then defaults.

      Exit codes: 0 told to end; 64 settings; 65 the database is damaged, newer, or of another \
      account or mode; 66 no key; 69 a socket cannot be opened; 70 a fault of the program; 73 no \
      room on the disk to open the database; 74 a commit could not be made durable; 75 another \
      daemon has the database.
      """,
    version: Version.current)

  @OptionGroup var options: Options

  func run() async throws {
    do {
      let settings = try await Settings.read(options)
      if options.printConfig {
        print(settings.printed)
        return
      }
      ProcessGuard.apply()
      try await Daemon(settings: settings).run()
    } catch {
      Console.say("billing-customerd: \(Console.sentence(for: error))")
      throw ExitStatus(error).exitCode
    }
  }
}
