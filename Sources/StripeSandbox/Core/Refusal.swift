/// A request that is answered with an error of Stripe's shape.
struct Refusal: Error, Sendable {
  let status: Int
  var type = "invalid_request_error"
  var code: String?
  var param: String?
  let message: String
  var headers: [SandboxHeader] = []

  var response: SandboxResponse {
    SandboxResponse(status: status, json: json, headers: headers)
  }

  private var json: JSONText {
    var members: [(name: String, value: JSONText)] = []
    if let code {
      members.append(("code", .string(code)))
      members.append(("doc_url", .string("https://stripe.com/docs/error-codes/\(dashed(code))")))
    }
    members.append(("message", .string(message)))
    if let param { members.append(("param", .string(param))) }
    members.append(("type", .string(type)))
    return .object([("error", .object(members))])
  }

  private func dashed(_ code: String) -> String {
    String(code.map { $0 == "_" ? "-" : $0 })
  }
}

extension Refusal {
  static func invalid(_ param: String?, code: String? = nil, _ message: String) -> Refusal {
    Refusal(status: 400, code: code, param: param, message: message)
  }

  static func unknown(_ param: String) -> Refusal {
    invalid(param, code: "parameter_unknown", "Received unknown parameter: \(param)")
  }

  static func missing(_ param: String) -> Refusal {
    invalid(param, code: "parameter_missing", "Missing required param: \(param).")
  }

  static func noSuch(
    _ kind: String, _ id: String, param: String, status: Int = 404, elsewhere: SandboxMode? = nil
  ) -> Refusal {
    var message = "No such \(kind): '\(id)'"
    if let elsewhere {
      message += "; a similar object exists in \(elsewhere.rawValue) mode, but a "
      message += "\(elsewhere.other.rawValue) mode key was used to make this request."
    }
    return Refusal(status: status, code: "resource_missing", param: param, message: message)
  }

  static let unrecognizedURL = Refusal(
    status: 404, message: "Unrecognized request URL. The sandbox does not serve it.")

  static let unauthorized = Refusal(
    status: 401, message: "Invalid API Key provided",
    headers: [SandboxHeader("WWW-Authenticate", "Bearer realm=\"Stripe\"")])

  static let forbidden = Refusal(
    status: 403, code: "more_permissions_required",
    message: "The provided key does not have the required permissions for this endpoint.")

  static let keyReused = Refusal(
    status: 400, type: "idempotency_error",
    message: "Keys for idempotent requests can only be used with the same parameters they were "
      + "first used with.")

  static let keyInUse = Refusal(
    status: 409, type: "idempotency_error", code: "idempotency_key_in_use",
    message: "There is currently another in-progress request using this Idempotent Key.")

  static let serverError = Refusal(
    status: 500, type: "api_error", message: "An unknown error occurred")

  /// A 429; a lock timeout bears no rate-limit reason, as at Stripe.
  static func tooMany(_ reason: RateLimitReason) -> Refusal {
    guard let header = reason.header else {
      return Refusal(
        status: 429, code: "lock_timeout",
        message: "This object cannot be accessed right now because another API request or "
          + "Stripe process is currently accessing it.")
    }
    return Refusal(
      status: 429, code: "rate_limit", message: "Request rate limit exceeded.",
      headers: [SandboxHeader("Stripe-Rate-Limited-Reason", header)])
  }
}
