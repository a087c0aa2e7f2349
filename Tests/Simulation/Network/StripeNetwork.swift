import CurlHTTP
import StripeSandbox

/// The way from one process to Stripe and back; what is on its way goes on when the process dies.
struct StripeNetwork: HTTPTransport {
  static let baseURL = "https://stripe.example"

  let account: StripeAccount
  let world: World
  let pulse: Pulse

  func send(_ request: HTTPRequest) async throws(HTTPTransportError) -> HTTPResponse {
    guard pulse.isBeating, !Task.isCancelled else { throw .cancelled }
    let exchange = Exchange()
    depart(SandboxRequest(request), exchange)
    let response = try await exchange.wait()
    guard pulse.isBeating else { throw .cancelled }
    return response
  }

  private func depart(_ request: SandboxRequest, _ exchange: Exchange) {
    let weather = account.weather
    let (fate, out, back) = world.draw { random in
      (
        Fate.draw(weather, &random), random.duration(.milliseconds(5), .milliseconds(200)),
        random.duration(.milliseconds(5), .milliseconds(200))
      )
    }
    switch fate {
    case .refused: fail(exchange, .notSent(.cannotConnect), after: .milliseconds(5))
    case .swallowed: fail(exchange, .outcomeUnknown(.deadline), after: .seconds(30))
    case .lost: fail(exchange, .outcomeUnknown(.connectionLost), after: out)
    case .stray(let time):
      let isNoticed = time > .seconds(30)
      fail(
        exchange, isNoticed ? .outcomeUnknown(.deadline) : .outcomeUnknown(.connectionLost),
        after: isNoticed ? .seconds(30) : min(time, out))
      world.schedule(after: time) { _ = arrive(request, nil) }
    case .unanswered:
      world.schedule(after: out) {
        _ = arrive(request, nil)
        fail(exchange, .outcomeUnknown(.connectionLost), after: back)
      }
    case .arrives(let fault):
      world.schedule(after: out) {
        let outcome = Self.outcome(of: arrive(request, fault))
        world.schedule(after: back) { exchange.finish(outcome) }
      }
    }
  }

  private func arrive(_ request: SandboxRequest, _ fault: SandboxFault?) -> SandboxReply {
    let reply = account.receive(request, fault)
    world.note(
      """
      stripe \(request.method) \(request.path) \(request.headers.first(named: "idempotency-key") ?? "") \
      -> \(reply.response.status)\(fault.map { " (\($0))" } ?? "")
      """)
    return reply
  }

  private func fail(
    _ exchange: Exchange, _ error: HTTPTransportError, after delay: Duration
  ) {
    world.schedule(after: delay) { exchange.finish(.failure(error)) }
  }

  private static func outcome(of reply: SandboxReply) -> Exchange.Outcome {
    switch reply.delivery {
    case .whole:
      var fields = HTTPFields()
      for header in reply.response.headers { fields.append(header.name, header.value) }
      return .success(
        HTTPResponse(status: reply.response.status, fields: fields, body: reply.response.body))
    case .closed, .reset: return .failure(.outcomeUnknown(.connectionLost))
    case .truncated: return .failure(.outcomeUnknown(.truncated))
    case .endless: return .failure(.outcomeUnknown(.tooLarge))
    }
  }
}

extension SandboxRequest {
  init(_ request: HTTPRequest) {
    let target = request.url.text.dropFirst(StripeNetwork.baseURL.count)
    self.init(
      method: request.method.rawValue, target: String(target),
      headers: request.fields.all.map { SandboxHeader($0.name, $0.value) }, body: request.body)
  }
}
