import ArgumentParser
import Configuration

/// The command line; every option wins over the file and the environment.
struct Options: ParsableArguments {
  @Option(help: "The ledger, a SQLite file.")
  var database: String?

  @Option(help: "A socket for a role (auth, intake or ops), as ROLE=PATH; repeatable.")
  var listen: [String] = []

  @Option(help: "The file that holds the secret or restricted Stripe key.")
  var stripeKeyFile: String?

  @Option(help: "Where Stripe is; http for loopback only.")
  var stripeURL: String?

  @Flag(help: "Use the built-in Stripe sandbox; no account and no key are needed.")
  var sandbox = false

  @Option(help: "The sandbox's port on 127.0.0.1; 0 for any.")
  var sandboxPort: Int?

  @Option(help: "Settings from a JSON file; options and environment win over it.")
  var config: String?

  @Flag(help: "Print the settings in force, without secrets, and exit.")
  var printConfig = false

  /// The options that were given, by the names that settings have in a file.
  var values: [AbsoluteConfigKey: ConfigValue] {
    var values: [AbsoluteConfigKey: ConfigValue] = [:]
    func set(_ key: AbsoluteConfigKey, _ content: ConfigContent?) {
      if let content { values[key] = ConfigValue(content, isSecret: false) }
    }
    set(["database"], database.map { .string($0) })
    set(["listen"], listen.isEmpty ? nil : .stringArray(listen))
    set(["stripe", "keyFile"], stripeKeyFile.map { .string($0) })
    set(["stripe", "url"], stripeURL.map { .string($0) })
    set(["sandbox", "enabled"], sandbox ? .bool(true) : nil)
    set(["sandbox", "port"], sandboxPort.map { .int($0) })
    return values
  }
}
