import ArgumentParser
import Foundation

/// The operator's command: one subcommand a file, all of them calls to the daemon's socket.
@main
struct Control: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "billing-customerctl",
    abstract: "Asks billing-customerd about users and their Stripe customers.",
    discussion: """
      Personal data never stands on the command line, where every process can read it: commands \
      that take any read JSON from standard input or a file.

      Exit codes: \(ExitStatus.summary).
      """,
    subcommands: [
      SignupCommand.self, GetCommand.self, UpdateCommand.self, FindUserCommand.self,
      CallCommand.self, StatusCommand.self,
    ])

  static func main() async {
    do {
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch let error as ControlError {
      FileHandle.standardError.write(Data("error: \(error.message)\n".utf8))
      Foundation.exit(error.status.rawValue)
    } catch {
      exit(withError: error)
    }
  }
}
