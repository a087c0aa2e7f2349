import CurlHTTP
import Stripe
import Testing

@Suite("What a call's outcome is read from")
struct OutcomeTests {
  /// One answer and the outcome it must be read as, for a POST.
  struct Row: Sendable {
    let status: Int
    var body = ""
    var fields: HTTPFields = [:]
    let outcome: StripeOutcome<StripeCustomer>
  }

  private static let invalid = "invalid_request_error"

  private static let unknownRows: [Row] = [
    Row(status: 500, outcome: .unknown(.serverError(status: 500))),
    Row(status: 502, body: "<html>", outcome: .unknown(.serverError(status: 502))),
    Row(status: 200, body: "<html>", outcome: .unknown(.notJSON(status: 200))),
    Row(status: 200, body: "", outcome: .unknown(.notJSON(status: 200))),
    Row(status: 200, body: "{}", outcome: .unknown(.notTheObject)),
    Row(status: 200, body: "[]", outcome: .unknown(.notTheObject)),
    Row(status: 200, body: #"{"id":"cus_1","object":"charge"}"#, outcome: .unknown(.notTheObject)),
    Row(
      status: 200, body: #"{"id":"cus_1","object":"customer","created":1,"livemode":true}"#,
      outcome: .unknown(.wrongMode)),
    Row(
      status: 200, body: #"{"id":"../x","object":"customer","created":1,"livemode":false}"#,
      outcome: .unknown(.notTheObject)),
    Row(status: 400, body: "<html>", outcome: .unknown(.notJSON(status: 400))),
    Row(
      status: 400, body: errorJSON(type: invalid), fields: ["Stripe-Should-Retry": "true"],
      outcome: .unknown(.retryAdvised(status: 400))),
    Row(status: 103, outcome: .unknown(.unexpectedStatus(103))),
  ]

  private static let notExecutedRows: [Row] = [
    Row(status: 409, outcome: .notExecuted(.keyInUse, retryAfter: nil)),
    Row(
      status: 409, body: errorJSON(type: "idempotency_error", code: "idempotency_key_in_use"),
      outcome: .notExecuted(.keyInUse, retryAfter: nil)),
    Row(
      status: 400, body: errorJSON(type: "idempotency_error", code: "idempotency_key_in_use"),
      outcome: .notExecuted(.keyInUse, retryAfter: nil)),
    Row(status: 429, outcome: .notExecuted(.rateLimited(.unspecified), retryAfter: nil)),
    Row(
      status: 429, body: errorJSON(type: invalid, code: "rate_limit"),
      fields: ["Stripe-Rate-Limited-Reason": "endpoint-rate", "Retry-After": "2"],
      outcome: .notExecuted(.rateLimited(.endpointRate), retryAfter: .seconds(2))),
    Row(
      status: 429, fields: ["stripe-rate-limited-reason": "global-rate", "Retry-After": "999999"],
      outcome: .notExecuted(.rateLimited(.globalRate), retryAfter: .seconds(3_600))),
    Row(
      status: 429, fields: ["Stripe-Rate-Limited-Reason": "new-word", "Retry-After": "-1"],
      outcome: .notExecuted(.rateLimited(.unspecified), retryAfter: nil)),
    Row(
      status: 429, body: errorJSON(type: invalid, code: "lock_timeout"),
      outcome: .notExecuted(.lockTimeout, retryAfter: nil)),
    Row(
      status: 429, body: errorJSON(type: invalid),
      outcome: .notExecuted(.lockTimeout, retryAfter: nil)),
  ]

  private static let finalRows: [Row] = [
    Row(
      status: 400, body: errorJSON(type: invalid, code: "email_invalid", param: "email"),
      outcome: .refused(.init(param: "email", code: "email_invalid", status: 400))),
    Row(
      status: 402, body: errorJSON(type: "card_error", code: "card_declined"),
      outcome: .refused(.init(param: nil, code: "card_declined", status: 402))),
    Row(
      status: 404, body: errorJSON(type: invalid, code: "resource_missing", param: "id"),
      outcome: .refused(.init(param: "id", code: "resource_missing", status: 404))),
    Row(status: 401, outcome: .accountWide(status: 401)),
    Row(status: 403, body: errorJSON(type: invalid), outcome: .accountWide(status: 403)),
    Row(
      status: 500, fields: ["Idempotent-Replayed": "true"],
      outcome: .keySpent(.replayedServerError(status: 500))),
    Row(
      status: 500, fields: ["Stripe-Should-Retry": "false"],
      outcome: .keySpent(.finalServerError(status: 500))),
    Row(
      status: 400, body: errorJSON(type: "idempotency_error"),
      outcome: .keySpent(.otherParameters)),
    Row(status: 302, fields: ["Location": "/"], outcome: .redirected),
  ]

  @Test("Every row of the result table is read as its class")
  func classifies() async throws {
    for row in Self.unknownRows + Self.notExecutedRows + Self.finalRows {
      let outcome = try await createOutcome(row.status, row.body, row.fields)
      #expect(outcome == row.outcome, "status \(row.status), body \(row.body)")
    }
  }

  @Test("A customer is read whole, and a saved answer is known as one")
  func readsCustomer() async throws {
    let fresh = try await createOutcome(200, customerJSON)
    let customer = try #require(fresh.success?.value)
    #expect(fresh.success?.replayed == false)
    #expect(customer.id.text == "cus_1")
    #expect(customer.email == "a@example.com")
    #expect(customer.name == "A")
    #expect(customer.phone == nil)
    #expect(customer.address?.postalCode == "3011")
    #expect(customer.metadata == ["user_id": "u1"])
    #expect(customer.created == StripeTime(seconds: 1_700_000_000))
    #expect(customer.livemode == false)
    #expect(!customer.deleted)
    let saved = try await createOutcome(200, customerJSON, ["Idempotent-Replayed": "true"])
    #expect(saved == .ok(customer, replayed: true))
  }

  @Test("A test object is of the wrong mode for a live key")
  func checksMode() async throws {
    let outcome = try await createOutcome(200, customerJSON, key: "rk_live_1")
    #expect(outcome == .unknown(.wrongMode))
  }

  @Test("The transport's errors keep apart what was sent from what was not")
  func translatesTransport() async throws {
    let rows: [(HTTPTransportError, StripeOutcome<StripeAccount>)] = [
      (
        .notSent(.cannotConnect),
        .notExecuted(.noConnection(.cannotConnect), retryAfter: nil)
      ),
      (.outcomeUnknown(.deadline), .unknown(.noAnswer(.deadline))),
      (.outcomeUnknown(.tooLarge), .unknown(.noAnswer(.tooLarge))),
      (.cancelled, .unknown(.cancelled)),
    ]
    for (error, outcome) in rows {
      let client = try StripeClient(
        transport: ScriptedTransport(.failure(error)), key: StripeKey("sk_test_1"))
      let reply = await client.retrieveAccount()
      #expect(reply == StripeReply(outcome: outcome))
    }
  }

  @Test("A read that fails at the server spends no key")
  func readsSpendNothing() async throws {
    let response = HTTPResponse(status: 500, fields: ["Stripe-Should-Retry": "false"])
    let client = try StripeClient(
      transport: ScriptedTransport(.success(response)), key: StripeKey("sk_test_1"))
    #expect(await client.retrieveAccount().outcome == .unknown(.serverError(status: 500)))
  }
}
