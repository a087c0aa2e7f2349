import Foundation
import Testing

/// A platform of three programs, as they run in production: the daemon and the two services.
struct Platform {
  let directory: String
  let daemon: Program
  let auth: String
  let intake: String
  let sandbox: String

  /// The daemon's program; where it is not named, the one beside these examples.
  static let daemonPath =
    ProcessInfo.processInfo.environment["BILLING_CUSTOMERD"] ?? "../.build/debug/billing-customerd"

  /// Starts the three in an empty directory, and leaves nothing of them.
  static func run(_ body: (Platform) async throws -> Void) async throws {
    let directory = "/tmp/ex-" + UUID().uuidString.prefix(8)
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: directory) }
    var programs: [Program] = []
    let result: Result<Void, any Error>
    do {
      try await body(start(in: directory, &programs))
      result = .success(())
    } catch {
      result = .failure(error)
    }
    for program in programs.reversed() { await program.end() }
    try result.get()
  }

  private static func start(
    in directory: String, _ programs: inout [Program]
  ) async throws -> Platform {
    let daemon = try startDaemon(in: directory)
    programs.append(daemon)
    let sandbox = try await daemon.announced("sandbox: (http[^ ]+) ")
    let auth = try Program(
      "\(Program.directory)/AuthService",
      environment: [
        "BILLING_SOCKET": "\(directory)/auth.sock", "AUTH_DATA": directory, "PORT": "0",
      ])
    programs.append(auth)
    let intake = try Program(
      "\(Program.directory)/IntakePaymentsService",
      environment: [
        "BILLING_SOCKET": "\(directory)/intake.sock", "STRIPE_URL": sandbox, "PORT": "0",
      ])
    programs.append(intake)
    return Platform(
      directory: directory, daemon: daemon,
      auth: "http://" + (try await auth.announced("listening on ([0-9.:]+)")),
      intake: "http://" + (try await intake.announced("listening on ([0-9.:]+)")),
      sandbox: sandbox)
  }

  /// Starts a daemon on this directory's ledger and sockets.
  static func startDaemon(in directory: String) throws -> Program {
    let roles = ["auth", "intake", "ops"].flatMap { ["--listen", "\($0)=\(directory)/\($0).sock"] }
    return try Program(
      daemonPath, ["--sandbox", "--database", "\(directory)/customers.sqlite"] + roles,
      environment: ["BILLING_CUSTOMER_RETRY_MAX_DELAY": "0.2"])
  }

  func signUp(_ email: String, verified: Bool = false) async throws -> Web {
    try await Web(
      "POST", "\(auth)/signup", #"{"email": "\#(email)", "emailVerified": \#(verified)}"#)
  }

  func checkOut(_ payment: String, user: String? = nil, email: String? = nil) async throws -> Web {
    var body = ["intakePaymentID": payment, "currency": "eur"] as [String: Any]
    body["amount"] = 1999
    body["userID"] = user
    body["email"] = email
    let json = try JSONSerialization.data(withJSONObject: body)
    return try await Web("POST", "\(intake)/checkout", String(decoding: json, as: UTF8.self))
  }

  /// The customer's id as the auth service has it, once it has it.
  func customer(of user: String) async throws -> String {
    try await eventually("\(user) has a customer") {
      try await Web("GET", "\(auth)/users/\(user)")["customerID"]
    }
  }

  /// Every customer that Stripe holds, with its address.
  func customers(_ sandbox: String? = nil) async throws -> [StripeCustomer] {
    let answer = try await Web("GET", "\(sandbox ?? self.sandbox)/_sandbox/customers")
    return try JSONDecoder().decode([StripeCustomer].self, from: answer.body)
  }

  /// Makes Stripe unreachable, or lets it come back.
  func stripe(down: Bool) async throws {
    let answer = try await Web("POST", "\(sandbox)/_sandbox/down", #"{"down": \#(down)}"#)
    #expect(answer.status == 200)
  }

  /// The customer of a payment, as Stripe holds it.
  func customer(ofIntent id: String?) async throws -> String? {
    try await Web("GET", "\(sandbox)/v1/payment_intents/\(#require(id))")["customer"]
  }
}
