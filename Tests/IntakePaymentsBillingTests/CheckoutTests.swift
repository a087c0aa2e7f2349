import CustomerAPI
import CustomerModel
import IntakePaymentsBilling
import JSONRPC
import JSONRPCTransport
import Testing

@Suite("a checkout", .timeLimit(.minutes(1)))
struct CheckoutTests {
  private typealias Answer = Result<WireGetOrCreateCustomerResponse, RPCError>

  private let directory: TemporaryDirectory
  private let socket: SocketPath
  private let client: IntakePaymentsBillingClient
  private let payment: IntakePaymentID

  init() throws {
    directory = try TemporaryDirectory()
    socket = try directory.socket()
    client = IntakePaymentsBillingClient(socketPath: socket, timeout: .seconds(20)) { 0 }
    payment = try IntakePaymentID("ip_1")
  }

  private func end() {
    client.shutdown()
    directory.remove()
  }

  private func checkOut() async -> Result<CheckoutCustomer, CheckoutError> {
    do throws(CheckoutError) {
      return .success(
        try await client.customerForCheckout(
          intakePaymentID: payment, userID: nil, email: EmailAddress(unchecked: "a@example.com"),
          name: nil))
    } catch {
      return .failure(error)
    }
  }

  private func response(
    _ matchedBy: WireGetOrCreateCustomerResponse.MatchedBy, state: WireCustomer.State = .ready
  ) -> WireGetOrCreateCustomerResponse {
    var response = WireGetOrCreateCustomerResponse()
    response.customer.customerID = "cus_user"
    response.customer.userID = "u-1"
    response.customer.state = state
    response.matchedBy = matchedBy
    return response
  }

  @Test("a known user's customer is ready, and their saved methods may be offered")
  func ready() async throws {
    defer { end() }
    try await StandInDaemon(answer: .success(response(.userID))).serve(on: socket) {
      let checkout = try await checkOut().get()
      #expect(checkout.state == .ready)
      #expect(checkout.mayOfferSavedPaymentMethods)
      let pairs = client.paymentIntentParameters(for: checkout).map { "\($0.name)=\($0.value)" }
      #expect(
        pairs == [
          "customer=cus_user", "metadata[intake_payment_id]=ip_1", "metadata[user_id]=u-1",
        ])
    }
  }

  @Test(
    "an address that nobody proved opens no saved methods",
    arguments: [
      WireGetOrCreateCustomerResponse.MatchedBy.emailUnverified, .guestEmail, .intakePayment,
      .unspecified,
    ])
  func unproved(matchedBy: WireGetOrCreateCustomerResponse.MatchedBy) async throws {
    defer { end() }
    try await StandInDaemon(answer: .success(response(matchedBy))).serve(on: socket) {
      let checkout = try await checkOut().get()
      #expect(checkout.customerID != nil)
      #expect(!checkout.mayOfferSavedPaymentMethods)
    }
  }

  @Test(
    "a customer that cannot be charged is none",
    arguments: [WireCustomer.State.pending, .inReview, .deleted, .erased])
  func pending(state: WireCustomer.State) async throws {
    defer { end() }
    let daemon = StandInDaemon(answer: .success(response(.guestEmail, state: state)))
    try await daemon.serve(on: socket) {
      let checkout = try await checkOut().get()
      #expect(checkout.state == .pending)
      #expect(checkout.customerID == nil)
      let names = client.paymentIntentParameters(for: checkout).map(\.name)
      #expect(names == ["metadata[intake_payment_id]", "metadata[user_id]"])
    }
  }

  @Test("an erased user may still pay, a wrong request is to be corrected")
  func refusals() async throws {
    defer { end() }
    let cases: [(RPCError, CheckoutError, Bool)] = [
      (RPCError(.userErased, "cannot"), .refused(.userErased), true),
      (RPCError(.emailInvalid, "cannot"), .invalidRequest(.emailInvalid), false),
      (RPCError(.sourceNotAllowed, "cannot"), .notPermitted(.sourceNotAllowed), true),
    ]
    for (error, wanted, mayContinue) in cases {
      try await StandInDaemon(answer: .failure(error)).serve(on: socket) {
        let outcome = await checkOut()
        #expect(outcome == .failure(wanted))
        #expect(wanted.mayContinueWithoutCustomer == mayContinue)
      }
    }
  }

  @Test("without a daemon the payment may go on without a customer")
  func unreachable() async {
    defer { end() }
    let outcome = await checkOut()
    #expect(outcome == .failure(.unavailable(.daemonUnreachable)))
    #expect(CheckoutError.unavailable(.daemonUnreachable).mayContinueWithoutCustomer)
  }

  @Test("a customer leads back to its user; a guest's and an unknown one to nobody")
  func user() async throws {
    defer { end() }
    try await StandInDaemon(answer: .success(response(.userID))).serve(on: socket) {
      let owner = try await client.user(forCustomer: try CustomerID("cus_user"))
      #expect(owner == (try UserID("u-1")))
      let guest = try await client.user(forCustomer: try CustomerID("cus_guest"))
      #expect(guest == nil)
      let stranger = try await client.user(forCustomer: try CustomerID("cus_other"))
      #expect(stranger == nil)
    }
  }
}
