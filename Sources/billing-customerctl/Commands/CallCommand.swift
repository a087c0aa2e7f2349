import ArgumentParser

/// Calls any method with params given as JSON.
struct CallCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "call", abstract: "Call any method and print its result as JSON.",
    discussion: "Params with personal data belong on standard input: give - and pipe them in.")

  @Argument(help: "The method, such as ListReviews or rpc.discover.")
  var method: String

  @Argument(help: "Its params, an object; - reads them from standard input.")
  var params: String = "{}"

  @OptionGroup var options: ConnectionOptions

  func run() async throws {
    let bytes = params == "-" ? try await InputFile.standardInput.readAll() : Array(params.utf8)
    let result = try await Daemon.connected(options) { daemon in
      try await daemon.call(method, params: bytes)
    }
    Report.print(json: result)
  }
}
