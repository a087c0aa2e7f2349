import CurlHTTP
import FoundationEssentials

/// Reads one answer of Stripe's: first the status and `code`, then the type; no I/O.
struct AnswerReader {
  private let response: HTTPResponse
  private let key: StripeIdempotencyKey?

  /// Takes an answer and the idempotency key it answers, nil for a GET.
  init(_ response: HTTPResponse, key: StripeIdempotencyKey?) {
    self.response = response
    self.key = key
  }

  var date: StripeTime? { response.fields["Date"].flatMap(StripeTime.init(httpDate:)) }

  var requestID: String? { response.fields["Request-Id"].map { String($0.prefix(255)) } }

  /// Classifies the answer; `accepts` says whether the object is the one asked for.
  func outcome<Value: StripeObject>(
    mode: StripeMode, accepts: (Value) -> Bool
  ) -> StripeOutcome<Value> {
    switch response.status {
    case 200..<300: success(mode: mode, accepts: accepts)
    case 300..<400: .redirected
    case 401, 403: .accountWide(status: response.status)
    case 400..<500: clientError()
    case 500..<600: serverError()
    default: .unknown(.unexpectedStatus(response.status))
    }
  }

  private func success<Value: StripeObject>(
    mode: StripeMode, accepts: (Value) -> Bool
  ) -> StripeOutcome<Value> {
    let value: Value
    do {
      value = try JSONDecoder().decode(Value.self, from: Data(response.body))
    } catch DecodingError.dataCorrupted(let context) where context.codingPath.isEmpty {
      return .unknown(.notJSON(status: response.status))
    } catch {
      return .unknown(.notTheObject)
    }
    guard accepts(value) else { return .unknown(.notTheObject) }
    guard value.belongs(to: mode) else { return .unknown(.wrongMode) }
    return .ok(value, replayed: isReplayed)
  }

  private func clientError<Value>() -> StripeOutcome<Value> {
    // A body that cannot be read leaves the status alone to go by, and 409 and 429 suffice.
    let error = try? JSONDecoder().decode(StripeErrorBody.self, from: Data(response.body))
    if let reason = notExecutedReason(error) {
      return .notExecuted(reason, retryAfter: retryAfter)
    }
    guard let error else { return .unknown(.notJSON(status: response.status)) }
    if error.type == "idempotency_error" { return .keySpent(.otherParameters) }
    if shouldRetry == true { return .unknown(.retryAdvised(status: response.status)) }
    let detail = RefusedDetail(
      param: error.param.map { String($0.prefix(255)) },
      code: error.code.map { String($0.prefix(255)) }, status: response.status)
    return .refused(detail)
  }

  private func notExecutedReason(_ error: StripeErrorBody?) -> NotExecutedReason? {
    switch error?.code {
    case "lock_timeout": return .lockTimeout
    case "idempotency_key_in_use": return .keyInUse
    case "rate_limit": return .rateLimited(rateLimitReason)
    default: break
    }
    switch response.status {
    case 409 where shouldRetry != false: return .keyInUse
    case 429:
      // Without a code, the type tells a lock from a limit; a stated limit goes before it.
      let isLock = error?.type == "invalid_request_error" && rateLimitReason == .unspecified
      return isLock ? .lockTimeout : .rateLimited(rateLimitReason)
    default: return nil
    }
  }

  private func serverError<Value>() -> StripeOutcome<Value> {
    guard key != nil else { return .unknown(.serverError(status: response.status)) }
    if isReplayed { return .keySpent(.replayedServerError(status: response.status)) }
    if shouldRetry == false { return .keySpent(.finalServerError(status: response.status)) }
    return .unknown(.serverError(status: response.status))
  }

  private var isReplayed: Bool { response.fields["Idempotent-Replayed"] == "true" }

  private var shouldRetry: Bool? {
    response.fields["Stripe-Should-Retry"].flatMap { Bool($0) }
  }

  private var rateLimitReason: RateLimitReason {
    response.fields["Stripe-Rate-Limited-Reason"].flatMap(RateLimitReason.init(rawValue:))
      ?? .unspecified
  }

  /// `Retry-After` in seconds, held to an hour, so that one odd answer cannot stop all work.
  private var retryAfter: Duration? {
    guard let text = response.fields["Retry-After"], let seconds = Int64(text), seconds >= 0 else {
      return nil
    }
    return .seconds(min(seconds, 3_600))
  }
}
