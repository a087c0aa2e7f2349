import CustomerAPI
import CustomerService
import JSONRPC

/// The services that call the daemon: they keep in mind what they were told, and nothing else.
struct Platform: Sendable {
  let world: World
  let host: Host
  let book: CallBook

  static func userID(_ number: Int) -> String { "user-\(number)" }

  /// Guests share their address with the user of the same number, so that they may sign up later.
  static func email(_ number: Int) -> String { "Person\(number)@example.com" }

  /// Sends a request to a daemon; nothing is noted when it dies before it answers.
  func send(_ request: PlatformRequest, to daemon: Daemon) {
    book.note { $0.openCalls += 1 }
    let rename = noteAsked(request)
    daemon.submit { [self] engine in
      do throws(RPCError) {
        try await perform(request, rename, engine, daemon.pulse)
      } catch {
        if daemon.pulse.isBeating { note(end: "refused \(error.reason)") }
      }
      book.note { $0.openCalls -= 1 }
    }
  }

  private func noteAsked(_ request: PlatformRequest) -> Int? {
    guard case .rename(let user, let name) = request else { return nil }
    let now = world.now
    var index = 0
    book.note { entries in
      index = entries.renames.count
      entries.renames.append(
        CallBook.Rename(userID: Self.userID(user), name: name, asked: now))
    }
    return index
  }

  private func perform(
    _ request: PlatformRequest, _ rename: Int?, _ engine: CustomerEngine, _ pulse: Pulse
  ) async throws(RPCError) {
    switch request {
    case .signUp(let user, let verified, let waits):
      var params = WireGetOrCreateCustomerRequest()
      params.userID = Self.userID(user)
      params.email = Self.email(user)
      params.emailVerified = verified
      params.wait = waits ? .ready : .stored
      let response = try await call(params, .auth, engine)
      guard pulse.isBeating else { return }
      note(response, user: user, payment: nil)
    case .pay(let user, let payment):
      var params = WireGetOrCreateCustomerRequest()
      params.userID = Self.userID(user)
      params.email = Self.email(user)
      params.intakePaymentID = "payment-\(payment)"
      let response = try await call(params, .intake, engine)
      guard pulse.isBeating else { return }
      note(response, user: user, payment: payment)
    case .checkOut(let guest, let payment):
      var params = WireGetOrCreateCustomerRequest()
      params.email = Self.email(guest)
      params.intakePaymentID = "payment-\(payment)"
      let response = try await call(params, .intake, engine)
      guard pulse.isBeating else { return }
      note(response, user: nil, payment: payment)
    case .rename(let user, let name):
      var params = WireUpdateCustomerRequest()
      params.userID = Self.userID(user)
      params.name = name
      params.wait = .stored
      _ = try await result(
        UpdateCustomerHandler(engine).answer(params, Call(self, .auth)), UpdateCustomer.self)
      guard pulse.isBeating, let rename else { return }
      let now = world.now
      book.note { $0.renames[rename].acknowledged = now }
      note(end: "renamed")
    }
  }

  private func call(
    _ params: WireGetOrCreateCustomerRequest, _ role: Role, _ engine: CustomerEngine
  ) async throws(RPCError) -> WireGetOrCreateCustomerResponse {
    try await result(
      GetOrCreateCustomerHandler(engine).answer(params, Call(self, role)),
      GetOrCreateCustomer.self)
  }

  private func result<Contract: ClientMethod>(
    _ answer: Answer<Contract.Result>, _ contract: Contract.Type
  ) async throws(RPCError) -> Contract.Result {
    switch answer {
    case .now(let result): result
    case .ready(let text): try Contract.decode(result: text)
    case .later(let work): try await work()
    }
  }

  private func note(_ response: WireGetOrCreateCustomerResponse, user: Int?, payment: Int?) {
    let (now, customer) = (world.now, response.customer)
    book.note { entries in
      if let user { entries.acknowledged.insert(Self.userID(user)) }
      if let payment { entries.payments.insert("payment-\(payment)") }
      guard !customer.customerID.isEmpty else { return }
      let about = [
        customer.userID.isEmpty ? nil : customer.userID, payment.map { "payment-\($0)" },
      ]
      for name in about.compactMap({ $0 }) {
        entries.answers.append(
          CallBook.Answer(about: name, customerID: customer.customerID, at: now))
      }
    }
    note(end: "\(response.outcome)")
  }

  private func note(end: String) {
    world.note("answer \(end)")
    book.note { $0.ends[end, default: 0] += 1 }
  }
}

extension Call {
  /// A call with half a minute to go, as the thin clients make it.
  fileprivate init(_ platform: Platform, _ role: Role) {
    let now = platform.host.bootNow()
    let start = BootInstant(nanoseconds: Int64(now / .nanoseconds(1)))
    self.init(
      caller: Caller(role: role), start: start, deadline: start + .seconds(30),
      requestID: RequestIDs(start: 0).next())
  }
}
