internal import CustomerAPI
public import CustomerModel
internal import JSONRPC
public import JSONRPCTransport

/// Asks the billing daemon whom a checkout charges.
public struct IntakePaymentsBillingClient: Sendable {
  private let socket: SocketClient
  private let timeout: Duration

  /// Makes a client; the connection is opened when first needed.
  ///
  /// - Parameters:
  ///   - socketPath: the daemon's socket for the role `intake`.
  ///   - timeout: how long a call may take; a checkout whose customer is not there by then is
  ///     answered as pending, which is no error.
  ///   - random: a fresh random number from 0 to 1 each time, for the jitter of retries.
  public init(
    socketPath: SocketPath, timeout: Duration = .seconds(5),
    random: @escaping @Sendable () -> Double
  ) {
    socket = SocketClient(path: socketPath, random: random)
    self.timeout = timeout
  }

  /// The customer of a checkout; the same payment always gets the same one.
  ///
  /// - Parameters:
  ///   - intakePaymentID: the payment.
  ///   - userID: the user who is signed in; nil for a guest.
  ///   - email: the address that was typed in.
  ///   - name: the name that was typed in.
  /// - Throws: `CheckoutError`, which tells whether to go on without a customer.
  public func customerForCheckout(
    intakePaymentID: IntakePaymentID, userID: UserID?, email: EmailAddress?, name: PersonName?
  ) async throws(CheckoutError) -> CheckoutCustomer {
    var request = WireGetOrCreateCustomerRequest()
    request.intakePaymentID = intakePaymentID.rawValue
    if let userID { request.userID = userID.rawValue }
    request.email = email?.text ?? ""
    request.name = name?.text ?? ""
    request.source = .intakePayment
    request.wait = .ready
    do throws(RPCError) {
      let answer = try await socket.call(GetOrCreateCustomer.self, request, timeout: timeout)
      return CheckoutCustomer(answer, for: intakePaymentID)
    } catch {
      throw CheckoutError(error)
    }
  }

  /// What to send to Stripe with the PaymentIntent of a checkout, in order.
  ///
  /// Without a customer there is no `customer`, and without a user no `metadata[user_id]`.
  public func paymentIntentParameters(for checkout: CheckoutCustomer) -> [PaymentIntentParameter] {
    let pairs: [(String, String?)] = [
      ("customer", checkout.customerID?.rawValue),
      ("metadata[intake_payment_id]", checkout.intakePaymentID.rawValue),
      ("metadata[user_id]", checkout.userID?.rawValue),
    ]
    return pairs.compactMap { name, value in
      value.map { PaymentIntentParameter(name: name, value: $0) }
    }
  }

  /// The user whose customer this is, or was; nil for a guest's, and for one that is not known.
  ///
  /// - Throws: `CheckoutError` when there is no answer.
  public func user(forCustomer customerID: CustomerID) async throws(CheckoutError) -> UserID? {
    var request = WireFindUserByCustomerRequest()
    request.customerID = customerID.rawValue
    do throws(RPCError) {
      let answer = try await socket.call(FindUserByCustomer.self, request, timeout: timeout)
      // An empty id is how the wire says "none".
      return try? UserID(answer.userID)
    } catch {
      if error.reason == .customerNotFound { return nil }
      throw CheckoutError(error)
    }
  }

  /// Closes the connection; later calls fail.
  public func shutdown() { socket.shutdown() }
}
