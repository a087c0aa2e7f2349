import Configuration
import CustomerModel
import CustomerService
import Foundation
import SystemPackage

/// Everything an installation can set, with defaults that are safe.
struct Settings {
  let database: String
  let listen: [String]
  let stripeKeyFile: String?
  let stripeURL: String
  let usesSandbox: Bool
  let sandboxPort: Int
  let logLevel: String
  let policy: ServicePolicy

  /// Reads the command line, then the environment (`BILLING_CUSTOMER_…`), then the file.
  static func read(_ options: Options) async throws -> Settings {
    var providers: [any ConfigProvider] = [
      InMemoryProvider(name: "options", values: options.values),
      KeyMappingProvider(upstream: EnvironmentVariablesProvider()) { key in
        AbsoluteConfigKey(["billing", "customer"] + key.components, context: key.context)
      },
    ]
    if let path = options.config {
      do {
        providers.append(try await FileProvider<JSONSnapshot>(filePath: FilePath(path)))
      } catch {
        throw SettingsError(description: "cannot read the settings in \(path)")
      }
    }
    return try Settings(ConfigReader(providers: providers))
  }

  private init(_ config: ConfigReader) throws {
    database = config.string(forKey: "database", default: "billing-customer.sqlite")
    listen = config.stringArray(forKey: "listen", default: [])
    stripeKeyFile = config.string(forKey: "stripe.keyFile")
    stripeURL = config.string(forKey: "stripe.url", default: "https://api.stripe.com")
    usesSandbox = config.bool(forKey: "sandbox.enabled", default: false)
    sandboxPort = config.int(forKey: "sandbox.port", default: 0)
    logLevel = config.string(forKey: "log.level", default: "notice")
    policy = try Self.policy(config)
    guard usesSandbox || stripeKeyFile != nil else {
      throw SettingsError(
        description: "cannot start without a Stripe: give --stripe-key-file, or --sandbox to try")
    }
    guard !usesSandbox || stripeKeyFile == nil else {
      throw SettingsError(description: "cannot use --sandbox and --stripe-key-file together")
    }
  }

  private static func policy(_ config: ConfigReader) throws -> ServicePolicy {
    let word = config.string(forKey: "namespace", default: "billing-customer")
    guard let namespace = try? LedgerNamespace(word) else {
      throw SettingsError(description: "cannot use this namespace: 1 to 32 plain characters")
    }
    var policy = ServicePolicy(namespace: namespace)
    policy.guestEmailMatchesRegistered = try choice(
      config, "guestEmailMatch", yes: "registered", no: "guest-only")
    policy.adoptsGuestEmail = try choice(config, "adoptGuestEmail", yes: "only", no: "never")
    let neverAdopts = try choice(config, "adoptVerifiedEmail", yes: "never", no: "only")
    policy.adoptsVerifiedEmail = !neverAdopts
    policy.recreatesDeleted = try choice(config, "onDeleted", yes: "recreate", no: "review")
    policy.attempt.keyWindow = try seconds(
      config, "provisioning.keyWindow", policy.attempt.keyWindow, 60...86_000)
    policy.attempt.quietTime = try seconds(
      config, "provisioning.quietTime", policy.attempt.quietTime, 1...86_400)
    policy.retry.initialDelay = try seconds(
      config, "retry.initialDelay", policy.retry.initialDelay, 0.01...3600)
    policy.retry.maxDelay = try seconds(
      config, "retry.maxDelay", policy.retry.maxDelay, 0.01...86_400)
    return policy
  }

  /// A duration in seconds, fractions allowed, within a range.
  private static func seconds(
    _ config: ConfigReader, _ key: String, _ fallback: Duration, _ range: ClosedRange<Double>
  ) throws -> Duration {
    let number = config.double(
      forKey: ConfigKey(key), default: Double(fallback.wholeMilliseconds) / 1000)
    guard range.contains(number) else {
      throw SettingsError(
        description: "cannot use \(key): \(range.lowerBound) to \(range.upperBound) seconds")
    }
    return .milliseconds(Int64(number * 1000))
  }

  private static func choice(
    _ config: ConfigReader, _ key: String, yes: String, no: String
  ) throws -> Bool {
    let word = config.string(forKey: ConfigKey(key), default: yes)
    guard word == yes || word == no else {
      throw SettingsError(description: "cannot use \(key): it is \(yes) or \(no)")
    }
    return word == yes
  }
}
