internal import CustomerAPI
internal import CustomerModel
internal import CustomerStore
internal import JSONRPC

/// What `GetOrCreateCustomer` asks, as a value that cannot be wrong.
enum CustomerRequest: Sendable {
  /// A sign-up that gets no customer.
  case anonymous
  /// A registered user's; at a checkout with its payment.
  case user(UserIntent, IntakePaymentID?)
  /// A checkout by somebody without a user id.
  case checkout(CheckoutIntent)

  init(
    _ params: WireGetOrCreateCustomerRequest, caller: Caller, policy: ServicePolicy,
    newGuestID: () -> GuestID
  ) throws(RPCError) {
    let source = try Self.source(params.source, role: caller.role)
    let profile = try RequestFields.profile(
      email: params.email, name: params.name, phone: params.phone,
      address: params.hasAddress ? params.address : nil)
    var payment: IntakePaymentID?
    if params.hasIntakePaymentID {
      payment = try RequestFields.intakePaymentID(params.intakePaymentID)
    }
    if params.hasUserID {
      let userID = try RequestFields.userID(params.userID)
      let intent = UserIntent(
        userID: userID, profile: profile, emailVerified: params.emailVerified, source: source,
        role: caller.role.name, actor: caller.actor)
      self = params.anonymous ? .anonymous : .user(intent, payment)
    } else if payment != nil || profile.email != nil {
      self = .checkout(
        CheckoutIntent(
          intakePaymentID: payment, profile: profile, source: source, role: caller.role.name,
          actor: caller.actor, matchesRegistered: policy.guestEmailMatchesRegistered,
          newGuestID: newGuestID()))
    } else {
      throw RPCError(
        .subjectMissing,
        "cannot tell whose customer is meant: give userId, email or intakePaymentId",
        field: "userId")
    }
  }

  /// The source as stated, or the role's own; a service speaks for its own flow only.
  private static func source(
    _ stated: WireGetOrCreateCustomerRequest.Source, role: Role
  ) throws(RPCError) -> Source {
    let own: Source =
      switch role {
      case .auth: .platformSignup
      case .intake: .intakePayment
      default: .manual
      }
    let source: Source =
      switch stated {
      case .unspecified, .UNRECOGNIZED: own
      case .platformSignup: .platformSignup
      case .intakePayment: .intakePayment
      case .backfill: .backfill
      case .manual: .manual
      }
    guard source == own || role == .ops else {
      throw RPCError(
        .sourceNotAllowed, "cannot accept this source from the role \(role.name)", field: "source")
    }
    return source
  }
}
