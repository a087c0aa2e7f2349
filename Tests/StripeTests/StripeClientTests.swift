import CurlHTTP
import Stripe
import Testing

@Suite("What the client sends")
struct StripeClientTests {
  private static func client(
    _ body: String, status: Int = 200, fields: HTTPFields = [:]
  ) throws -> (StripeClient, ScriptedTransport) {
    let response = HTTPResponse(status: status, fields: fields, body: Array(body.utf8))
    let transport = ScriptedTransport(.success(response))
    let key = try StripeKey("sk_test_1")
    return (try StripeClient(transport: transport, key: key, baseURL: "https://a.test/"), transport)
  }

  @Test("A POST carries the frozen body, the key, the version and the secret")
  func posts() async throws {
    let (client, transport) = try Self.client(customerJSON)
    let body = FormBody(frozen: Array("b=1&a=2".utf8))
    _ = await client.createCustomer(body: body, idempotencyKey: try .init("bc-1"))
    let request = try #require(transport.requests.first)
    #expect(request.method == .post)
    #expect(request.url.text == "https://a.test/v1/customers")
    #expect(request.body == body.bytes)
    #expect(request.fields["Idempotency-Key"] == "bc-1")
    #expect(request.fields["Authorization"] == "Bearer sk_test_1")
    #expect(request.fields["Stripe-Version"] == StripeClient.version)
    #expect(request.fields["Content-Type"] == "application/x-www-form-urlencoded")
    #expect(request.fields["User-Agent"] != nil)
  }

  @Test("A list asks with every filter given and reads the page")
  func lists() async throws {
    let page = "{\"object\":\"list\",\"data\":[\(customerJSON)],\"has_more\":true,\"url\":\"/x\"}"
    let (client, transport) = try Self.client(page)
    var query = CustomerQuery()
    query.createdAtOrAfter = StripeTime(seconds: 5)
    query.createdAtOrBefore = StripeTime(seconds: 9)
    query.email = "a+b@c.d"
    query.limit = 1_000
    query.startingAfter = try StripeCustomerID("cus_9")
    let reply = await client.listCustomers(query)
    #expect(reply.outcome.success?.value.items.map(\.id.text) == ["cus_1"])
    #expect(reply.outcome.success?.value.hasMore == true)
    #expect(
      transport.requests.first?.url.text
        == "https://a.test/v1/customers?created[gte]=5&created[lte]=9&email=a%2Bb%40c.d"
        + "&limit=100&starting_after=cus_9")
    #expect(transport.requests.first?.fields["Idempotency-Key"] == nil)
  }

  @Test(
    "A page with a gap, with no way on, or of the other mode is not a page",
    arguments: [
      #"{"object":"list","data":[{"id":"cus_1"}],"has_more":false}"#,
      #"{"object":"list","data":[],"has_more":true}"#,
      #"{"object":"list","data":[]}"#,
      #"{"object":"search_result","data":[],"has_more":false}"#,
    ])
  func refusesPages(_ body: String) async throws {
    let (client, _) = try Self.client(body)
    #expect(await client.listCustomers(CustomerQuery()).outcome == .unknown(.notTheObject))
  }

  @Test("A deleted customer is an answer, an unknown one is not found, another one is neither")
  func retrieves() async throws {
    let id = try StripeCustomerID("cus_1")
    let (gone, _) = try Self.client(#"{"id":"cus_1","object":"customer","deleted":true}"#)
    let deleted = try #require(await gone.retrieveCustomer(id).outcome.success?.value)
    #expect(deleted.deleted)
    #expect(deleted.created == nil)
    let missing = errorJSON(type: "invalid_request_error", code: "resource_missing", param: "id")
    let (unknown, _) = try Self.client(missing, status: 404)
    #expect(await unknown.retrieveCustomer(id).outcome.isNotFound)
    let (other, _) = try Self.client(customerJSON)
    let another = try StripeCustomerID("cus_2")
    #expect(await other.retrieveCustomer(another).outcome == .unknown(.notTheObject))
    let update = await other.updateCustomer(
      another, body: FormBody(), idempotencyKey: try .init("k"))
    #expect(update.outcome == .unknown(.notTheObject))
  }

  @Test("Every answer tells Stripe's time and name of the request, errors too")
  func tellsTime() async throws {
    let (client, _) = try Self.client(
      "", status: 500,
      fields: ["date": "Sun, 06 Nov 1994 08:49:37 GMT", "request-id": "req_1"])
    let reply = await client.retrieveAccount()
    #expect(reply.date == StripeTime(seconds: 784_111_777))
    #expect(reply.requestID == "req_1")
  }

  @Test("The account is read")
  func readsAccount() async throws {
    let (client, _) = try Self.client(#"{"id":"acct_1","object":"account","country":"CH"}"#)
    #expect(await client.retrieveAccount().outcome.success?.value.id.text == "acct_1")
  }

  @Test("A payment intent is asked for and read")
  func createsPaymentIntent() async throws {
    let (client, transport) = try Self.client(
      """
      {"id":"pi_1","object":"payment_intent","amount":500,"currency":"chf","customer":"cus_1",\
      "status":"requires_payment_method","metadata":{},"created":7,"livemode":false}
      """)
    let draft = PaymentIntentDraft(
      customer: try .init("cus_1"), amount: 500, currency: "chf", metadata: [("order", "7")])
    let reply = await client.createPaymentIntent(draft, idempotencyKey: try .init("k"))
    #expect(reply.outcome.success?.value.customer?.text == "cus_1")
    let body = "amount=500&currency=chf&customer=cus_1&metadata[order]=7"
    #expect(transport.requests.first?.body == Array(body.utf8))
  }

  @Test(
    "A base URL that is not permitted is refused",
    arguments: ["http://example.com", "https://a.test/?x=1", "api.stripe.com"])
  func refusesBaseURL(_ text: String) throws {
    let transport = ScriptedTransport(.failure(.cancelled))
    let key = try StripeKey("sk_test_1")
    #expect(throws: StripeInputError.malformedBaseURL) {
      try StripeClient(transport: transport, key: key, baseURL: text)
    }
  }
}
