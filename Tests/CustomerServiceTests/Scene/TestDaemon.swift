import CustomerAPI
import CustomerService
import JSONRPC
import JSONRPCTransport
import Stripe
import StripeSandbox
import Testing

/// A running daemon as its callers see it: one client per role, over real sockets.
struct TestDaemon: Sendable {
  let site: Site
  /// What the daemon itself uses, to look at Stripe from outside.
  let stripe: StripeClient
  /// What works behind them.
  let engine: CustomerEngine
  /// What answers behind the sockets.
  let dispatcher: Dispatcher
  let auth: SocketClient
  let intake: SocketClient
  let ops: SocketClient

  private let end: EngineEnd

  init(
    site: Site, stripe: StripeClient, engine: CustomerEngine, dispatcher: Dispatcher,
    end: EngineEnd
  ) throws {
    self.engine = engine
    self.end = end
    self.site = site
    self.stripe = stripe
    self.dispatcher = dispatcher
    auth = try site.connect(.auth)
    intake = try site.connect(.intake)
    ops = try site.connect(.ops)
  }

  var sandbox: SandboxServer { site.sandbox }

  func engineHasEnded() -> Bool { end.hasHappened }

  /// One more connection.
  func connect(_ role: Role) throws -> SocketClient { try site.connect(role) }

  func shutdown() {
    for client in [auth, intake, ops] { client.shutdown() }
  }

  /// Signs a user up as the authentication service does.
  @discardableResult
  func signUp(
    _ userID: String, email: String? = nil, timeout: Duration? = nil,
    _ fill: (inout WireGetOrCreateCustomerRequest) -> Void = { _ in }
  ) async throws -> WireGetOrCreateCustomerResponse {
    var params = WireGetOrCreateCustomerRequest()
    params.userID = userID
    params.email = email ?? "\(userID)@example.com"
    fill(&params)
    return try await auth.call(GetOrCreateCustomer.self, params, timeout: timeout)
  }

  /// Pays without a user id, as the payment intake does.
  func checkOut(
    _ intakePaymentID: String?, email: String? = nil,
    _ fill: (inout WireGetOrCreateCustomerRequest) -> Void = { _ in }
  ) async throws -> WireGetOrCreateCustomerResponse {
    var params = WireGetOrCreateCustomerRequest()
    if let intakePaymentID { params.intakePaymentID = intakePaymentID }
    params.email = email ?? ""
    fill(&params)
    return try await intake.call(GetOrCreateCustomer.self, params)
  }

  /// Changes a user.
  @discardableResult
  func update(
    _ userID: String, _ fill: (inout WireUpdateCustomerRequest) -> Void
  ) async throws -> WireCustomer {
    var params = WireUpdateCustomerRequest()
    params.userID = userID
    fill(&params)
    return try await auth.call(UpdateCustomer.self, params).customer
  }

  func user(_ userID: String) async throws -> WireGetUserResponse {
    var params = WireGetUserRequest()
    params.userID = userID
    return try await ops.call(GetUser.self, params)
  }

  func find(_ customerID: String) async throws -> WireFindUserByCustomerResponse {
    var params = WireFindUserByCustomerRequest()
    params.customerID = customerID
    return try await intake.call(FindUserByCustomer.self, params)
  }

  func status() async throws -> WireGetStatusResponse {
    try await ops.call(GetStatus.self, WireGetStatusRequest())
  }

  func reviews() async throws -> [WireReview] {
    try await ops.call(ListReviews.self, WireListReviewsRequest()).reviews
  }

  /// Waits until the user has a customer, and returns it.
  func whenReady(_ userID: String) async throws -> WireCustomer {
    try await eventually("\(userID) is ready") {
      try await user(userID).customer.state == .ready
    }
    return try await user(userID).customer
  }

  /// Waits until status says how Stripe stands.
  func whenStripe(is state: WireGetStatusResponse.StripeState) async throws {
    try await eventually("stripe is \(state)") { try await status().stripeState == state }
  }

  /// Sends params as text, past the typed client.
  func send(
    _ params: String, to method: MethodName, as client: SocketClient? = nil
  ) async throws -> JSONText {
    try await (client ?? auth).call(
      method: method, params: JSONText(validating: Array(params.utf8)), timeout: .seconds(10))
  }

  /// The refusal that a call meets; nil when it is answered.
  func refusal(_ call: () async throws -> Void) async throws -> RPCError? {
    do {
      try await call()
      return nil
    } catch let error as RPCError {
      return error
    }
  }

  /// The sandbox's living customers of a user.
  func customers(of userID: String) -> [SandboxCustomer] {
    sandbox.customers().filter { $0.metadata["user_id"] == userID && !$0.deleted }
  }
}
