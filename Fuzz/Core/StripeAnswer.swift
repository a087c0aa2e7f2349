import CurlHTTP
import FuzzDriver
@testable import Stripe

/// Whatever Stripe, or somebody in its place, answers: it is classified by its status first, nothing
/// is taken for refused or done that may be neither, and times and waits stay in bounds.
///
/// Status, method and header fields come from the first bytes, a field value from as many bytes as
/// the next says, the body from the rest.
enum StripeAnswer: FuzzTarget {
  private static let statuses = [
    200, 201, 204, 301, 302, 400, 401, 402, 403, 404, 409, 422, 429, 500, 502, 503, 504, 599, 100,
    0,
  ]

  static func check(_ input: [UInt8]) {
    var reader = InputReader(input)
    let status = statuses[Int(reader.byte()) % statuses.count]
    let flags = reader.byte()
    let value = text(reader.bytes(Int(reader.byte() % 40)))
    let response = HTTPResponse(
      status: status, fields: fields(flags, value), body: reader.all())
    let key = flags & 1 == 0 ? nil : try? StripeIdempotencyKey("k")
    let answer = AnswerReader(response, key: key)
    if let date = answer.date {
      let seconds: Range<Int64> = 0..<253_402_300_800
      require(seconds.contains(date.seconds), "a date is one of the calendar's")
    }
    judge(StripeCustomer.self, answer, response, hasKey: key != nil)
    judge(StripePage<StripeCustomer>.self, answer, response, hasKey: key != nil)
    judge(StripePaymentIntent.self, answer, response, hasKey: key != nil)
    if case .ok(let customer, _)? = outcome(StripeCustomer.self, answer) {
      let id = try? StripeCustomerID(customer.id.text)
      require(id != nil, "a customer's id can stand in a path")
      require(customer.deleted || customer.livemode == false, "a customer is of the key's mode")
    }
  }

  private static func outcome<Value: StripeObject>(
    _ type: Value.Type, _ answer: AnswerReader
  ) -> StripeOutcome<Value>? {
    answer.outcome(mode: .test) { _ in true }
  }

  private static func judge<Value: StripeObject & Equatable>(
    _ type: Value.Type, _ answer: AnswerReader, _ response: HTTPResponse, hasKey: Bool
  ) {
    let status = response.status
    let isReplayed = response.fields["Idempotent-Replayed"] == "true"
    let first: StripeOutcome<Value> = answer.outcome(mode: .test) { _ in true }
    require(first == answer.outcome(mode: .test) { _ in true }, "the same answer means the same")
    let holds: Bool
    switch first {
    case .ok(_, let replayed): holds = 200..<300 ~= status && replayed == isReplayed
    case .redirected: holds = 300..<400 ~= status
    case .accountWide: holds = status == 401 || status == 403
    case .refused: holds = 400..<500 ~= status && status != 429 && status != 401 && status != 403
    case .keySpent: holds = status == 400 || 400..<600 ~= status && (hasKey || status < 500)
    case .notExecuted(_, let after):
      holds = 400..<500 ~= status && (after.map { $0 >= .zero && $0 <= .seconds(3_600) } ?? true)
    case .unknown: holds = status != 401 && status != 403 && status != 429
    }
    require(holds, "status \(status), replayed \(isReplayed), is not \(first)")
    if 500..<600 ~= status, hasKey, isReplayed {
      let spent = StripeOutcome<Value>.keySpent(.replayedServerError(status: status))
      require(first == spent, "a replayed 5xx spends a key")
    }
    let refusing = StripeOutcome<Value>.unknown(.notTheObject)
    if case .ok = first {
      let other = answer.outcome(mode: .test) { (_: Value) in false }
      require(other == refusing, "another is not ours")
    }
  }

  private static func fields(_ flags: UInt8, _ value: String) -> HTTPFields {
    var fields = HTTPFields()
    if flags & 2 != 0 { fields.append("Idempotent-Replayed", "true") }
    if flags & 4 != 0 { fields.append("stripe-should-retry", flags & 8 == 0 ? "true" : "false") }
    if flags & 16 != 0 { fields.append("Retry-After", value) }
    if flags & 32 != 0 { fields.append("Date", value) }
    if flags & 64 != 0 { fields.append("Stripe-Rate-Limited-Reason", value) }
    if flags & 128 != 0 { fields.append("Stripe-Rate-Limited-Reason", "endpoint-rate") }
    return fields
  }
}
