public import CurlHTTP

/// The calls we make to Stripe: each sends one request, once, and classifies what came back.
///
/// Nothing here waits, retries or limits; that is for the caller, who knows what the request is worth.
public struct StripeClient: Sendable {
  /// The version of Stripe's API every request is pinned to.
  public static let version = "2025-08-27.basil"

  private let transport: any HTTPTransport
  /// The key in force; its description is redacted.
  public let key: StripeKey
  private let baseURL: String
  private let timeout: Duration

  /// The mode of the key.
  public var mode: StripeMode { key.mode }

  /// Makes a client; throws `.malformedBaseURL` for a URL that requests may not be sent to.
  ///
  /// The timeout is for one request, from the first look-up to the last byte.
  public init(
    transport: any HTTPTransport, key: StripeKey, baseURL: String = "https://api.stripe.com",
    timeout: Duration = .seconds(30)
  ) throws(StripeInputError) {
    guard (try? HTTPURL(baseURL)) != nil, !baseURL.contains("?"), !baseURL.contains("#") else {
      throw .malformedBaseURL
    }
    self.transport = transport
    self.key = key
    self.baseURL = baseURL.hasSuffix("/") ? String(baseURL.dropLast()) : baseURL
    self.timeout = timeout
  }

  /// Sends a POST.
  func post<Value: StripeObject>(
    _ path: String, _ body: FormBody, _ idempotencyKey: StripeIdempotencyKey,
    accepts: (Value) -> Bool = { _ in true }
  ) async -> StripeReply<Value> {
    var fields = commonFields
    fields.append("Content-Type", "application/x-www-form-urlencoded")
    fields.append("Idempotency-Key", idempotencyKey.text)
    return await exchange(
      .post, path, fields, body: body.bytes, key: idempotencyKey, accepts: accepts)
  }

  /// Sends a GET.
  func get<Value: StripeObject>(
    _ path: String, query: FormBody = FormBody(), accepts: (Value) -> Bool = { _ in true }
  ) async -> StripeReply<Value> {
    let target = query.bytes.isEmpty ? path : "\(path)?\(query.text)"
    return await exchange(.get, target, commonFields, body: [], key: nil, accepts: accepts)
  }

  private var commonFields: HTTPFields {
    [
      "Authorization": key.authorization, "Stripe-Version": Self.version,
      "User-Agent": "billing-customerd", "Accept": "application/json",
    ]
  }

  private func exchange<Value: StripeObject>(
    _ method: HTTPMethod, _ target: String, _ fields: HTTPFields, body: [UInt8],
    key idempotencyKey: StripeIdempotencyKey?, accepts: (Value) -> Bool
  ) async -> StripeReply<Value> {
    do {
      let url = try HTTPURL(baseURL + target)
      let request = HTTPRequest(method, url, fields: fields, body: body, timeout: timeout)
      let reader = AnswerReader(try await transport.send(request), key: idempotencyKey)
      return StripeReply(
        outcome: reader.outcome(mode: key.mode, accepts: accepts), date: reader.date,
        requestID: reader.requestID)
    } catch {
      return StripeReply(outcome: StripeOutcome(error))
    }
  }
}
