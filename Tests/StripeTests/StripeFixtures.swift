import CurlHTTP
import Stripe

/// A customer as Stripe writes it, with fields we do not read.
let customerJSON = """
  {"id":"cus_1","object":"customer","address":{"city":"Bern","country":"CH","line1":"Gasse 1",\
  "line2":null,"postal_code":"3011","state":null},"balance":0,"created":1700000000,\
  "email":"a@example.com","livemode":false,"metadata":{"user_id":"u1"},"name":"A","phone":null}
  """

/// What an answer to `createCustomer` is read as.
func createOutcome(
  _ status: Int, _ body: String, _ fields: HTTPFields = [:], key: String = "sk_test_1"
) async throws -> StripeOutcome<StripeCustomer> {
  let response = HTTPResponse(status: status, fields: fields, body: Array(body.utf8))
  let client = try StripeClient(
    transport: ScriptedTransport(.success(response)), key: StripeKey(key))
  return await client.createCustomer(body: FormBody(), idempotencyKey: try .init("k")).outcome
}

/// An error body of Stripe's.
func errorJSON(type: String, code: String? = nil, param: String? = nil) -> String {
  let code = code.map { ",\"code\":\"\($0)\"" } ?? ""
  let param = param.map { ",\"param\":\"\($0)\"" } ?? ""
  return "{\"error\":{\"message\":\"m\",\"type\":\"\(type)\"\(code)\(param)}}"
}
