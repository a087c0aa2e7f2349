import CurlHTTP
import Foundation
import Logging
import Stripe
import StripeSandbox

/// The Stripe that the daemon talks to: the real one, or the sandbox inside.
struct StripeConnection {
  let client: StripeClient
  let transport: CurlTransport
  let limits: RateLimits
  /// The sandbox, started; nil for the real Stripe.
  let sandbox: SandboxServer?

  /// The sandbox takes any test key; this one is shown to whoever wants to look into it.
  static let sandboxKey = "sk_test_sandbox"

  static func open(_ settings: Settings) async throws -> StripeConnection {
    let transport = try CurlTransport()
    guard settings.usesSandbox else {
      let key = try readKey(settings.stripeKeyFile ?? "")
      let client = try client(transport, key, settings.stripeURL)
      return StripeConnection(
        client: client, transport: transport, limits: .stripe(key.mode), sandbox: nil)
    }
    let sandbox = try SandboxServer(
      configuration: SandboxServer.Configuration(
        port: settings.sandboxPort, journalPath: settings.database + ".sandbox"))
    try await sandbox.start()
    let client = try client(transport, try StripeKey(sandboxKey), sandbox.baseURL)
    // The sandbox is a process of ours: Stripe's pace would only make the first look slow.
    let limits = RateLimits(global: 400, endpoint: 200, search: 100)
    return StripeConnection(
      client: client, transport: transport, limits: limits, sandbox: sandbox)
  }

  private static func client(
    _ transport: CurlTransport, _ key: StripeKey, _ url: String
  ) throws -> StripeClient {
    do {
      return try StripeClient(transport: transport, key: key, baseURL: url)
    } catch {
      throw SettingsError(description: "cannot use the Stripe URL: https, or http on loopback")
    }
  }

  private static func readKey(_ path: String) throws -> StripeKey {
    guard let data = FileManager.default.contents(atPath: path), data.count <= 4096 else {
      throw SettingsError(description: "cannot read the key file \(path)", isAboutKey: true)
    }
    let text = String(decoding: data, as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
    do {
      return try StripeKey(text)
    } catch {
      throw SettingsError(
        description: "cannot use the key in \(path): no secret or restricted key",
        isAboutKey: true)
    }
  }
}
