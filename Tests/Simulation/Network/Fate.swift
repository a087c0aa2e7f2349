import CurlHTTP
import StripeSandbox

/// What becomes of one request.
enum Fate: Sendable {
  /// Nobody can be reached.
  case refused
  /// It is swallowed; the caller waits until the deadline.
  case swallowed
  /// It is lost on its way.
  case lost
  /// It is executed, long after its caller gave it up.
  case stray(Duration)
  /// It arrives and is answered; the answer is lost.
  case unanswered
  /// It arrives; Stripe or somebody before it does this.
  case arrives(SandboxFault?)

  static func draw(_ weather: Weather, _ random: inout WorldRandom) -> Fate {
    if weather.isDown { return random.oneIn(3) ? .swallowed : .refused }
    guard weather.faultRate > 0, random.unit() < weather.faultRate else { return .arrives(nil) }
    switch random.below(10) {
    case 0: return .refused
    case 1: return .swallowed
    case 2: return .lost
    case 3, 4: return .stray(random.duration(.milliseconds(200), weather.longestStray))
    case 5, 6: return .unanswered
    default: return .arrives(fault(&random))
    }
  }

  private static func fault(_ random: inout WorldRandom) -> SandboxFault {
    switch random.below(14) {
    case 0: .reset(executed: random.oneIn(2))
    case 1: .truncated
    case 2: .garbage
    case 3: .endless
    case 4: .keyInUse
    case 5: .rateLimited(reason: random.pick(RateLimitReason.allCases))
    case 6, 7: .serverError(executed: random.oneIn(2))
    case 8: .gateway(status: random.pick([500, 502, 503, 504]), executed: random.oneIn(2))
    case 9: .refused(status: 400, code: nil, param: random.pick(["name", "email", nil]))
    case 10: .refused(status: random.pick([401, 403]), code: nil)
    case 11: .redirect(location: "https://elsewhere.example/v1/customers")
    case 12: .wrongObject
    default: .foreignCustomer
    }
  }
}
